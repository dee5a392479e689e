import { System } from '/work/main/tools/dist/system/system.js';
import { operator } from '/work/main/tools/dist/command/operator.js';
const system = await System.start({ env:{RATE_LIMIT:'0'}, dir: process.argv[2], keep: true });
const ask = async (q, actor='system:bench') => { const r = await fetch(`${system.gatewayUrl}/api/v1/search/tickets?q=${encodeURIComponent(q)}`,{headers:{...operator(),'x-deskbeat-actor':actor}}); const b=await r.text(); const j=JSON.parse(b); console.log(q, r.status, b.length, j.items?.length, j.matching, j.complete, j.items?.[0]?.matches?.[0]); };
const agents=(await import('/work/main/tools/dist/bench/tickets/seed.js')).agents;
await ask('please '); await ask('"please help"'); await ask('please help '); await ask('please status:open assignee:me', 'person:'+agents[3]); await ask('"help please please"');
const r = await fetch(`${system.gatewayUrl}/api/v1/views/newest/tickets?limit=50`,{headers:{...operator(),'x-deskbeat-actor':'system:bench'}}); const b=await r.text(); console.log('list', b.length, JSON.stringify(JSON.parse(b).items[7]));
const v = await fetch(`${system.gatewayUrl}/api/v1/views/counts`,{headers:{...operator(),'x-deskbeat-actor':'person:'+agents[3]}}); console.log(await v.text());
await system.stop();
