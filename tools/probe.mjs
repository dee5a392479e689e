import { System } from '/work/main/tools/dist/system/system.js';
import { MongoClient } from 'mongodb';
const { canHave } = await import('/work/main/services/intake/dist/search/domain/phrase.js');
const system = await System.start({ services: [], dir: process.argv[2], keep: true });
const c = new MongoClient(system.mongoUri); 
const db = c.db((await c.db().admin().listDatabases()).databases.map(d=>d.name).find(n=>/intake/.test(n)));
const col = db.collection('search_entries');
console.log(await col.countDocuments({}), await col.countDocuments({pairs:{$exists:true}}), await col.countDocuments({fresh:{$exists:true}}));
const some = await col.find({pairs:{$exists:true}}).limit(2000).toArray();
console.log('pairs bytes', some.reduce((a,b)=>a+b.pairs.buffer.length,0)/some.length, 'terms', some.reduce((a,b)=>a+b.terms.length,0)/some.length);
for (const p of ['please help','help since','since update']) { const t=p.split(' '); const both=some.filter(e=>t.every(w=>new RegExp('\n.'+w+'(\n|$)').test('\n'+e.terms))); console.log(p, some.length, both.length, both.filter(e=>canHave([p])(e.pairs.buffer)).length); }
const ns = some.slice(0,500).map(e=>e.n);
const one = async()=> (await col.find({ n: { $in: ns }, pairs: { $exists: true } }, {projection:{_id:0,n:1,pairs:1},hint:'number',batchSize:2000}).toArray()).length;
for (let i=0;i<20;i++) await one(); let at=performance.now(); for (let i=0;i<20;i++) await one(); console.log('500 pairs ms', (performance.now()-at)/20);
const journal = db.collection('ticket_journal'); const ids=some.slice(0,60).map(e=>e._id);
const msgs = async(k)=> (await journal.find({aggregateId:{$in:some.slice(0,k).map(e=>e._id)},text:{$exists:true}},{projection:{ _id: 0, aggregateId: 1, version: 1, text: 1, subject: 1 }, hint:'texts',batchSize:1000}).toArray());
for (const k of [20,60,500]) { for (let i=0;i<20;i++) await msgs(k); at=performance.now(); let r; for (let i=0;i<20;i++) r=await msgs(k); console.log(k,'messages ms', (performance.now()-at)/20, r.length, r.reduce((a,b)=>a+b.text.length,0)/r.length); }
const t = db.collection('tickets'); const nums=some.slice(0,60).map(e=>'DB-'+e.n);
const w={number:1,subject:1,customerName:1,tags:1,product:1,fields:1,type:1,corrections:1,outbox:1};
const tk=async()=> (await t.find({number:{$in:nums}},{projection:w,hint:'number',batchSize:100}).toArray()).length; for (let i=0;i<20;i++) await tk(); at=performance.now(); for (let i=0;i<20;i++) await tk(); console.log('60 tickets ms',(performance.now()-at)/20);
await c.close(); await system.stop();
