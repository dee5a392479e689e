/** What bad passwords are made of: words, names of things near, runs over the keyboard. Small letters, no digits. */
export const commonWords: readonly string[] = `
abc abcabc access account adidas admin administrator agent alex amanda america andrea andrew angel animal anthony apple
april arsenal asdf asdfg asdfgh asdfghjkl ashley august autumn baby bailey banana baseball basketball batman beer biteme
black blue booboo bubbles buster butterfly change changeme charlie cheese chelsea chocolate christmas computer cookie
corvette country cowboy cowboys customer dallas daniel database december default demo denied desk deskbeat diamond dog
dolphin donald dragon eagle eagles easy elephant england enter falcon family february ferrari fish flower football
forever france freedom friday friend friends fuck fuckyou gandalf george germany ginger god golf golfer google guest
guitar hammer hannah happy harley heaven hello helpdesk hockey hollywood home house hunter iceman iloveyou internet
january jasmine jennifer jessica jesus jordan joshua july june justin killer king knight lakers letmein liverpool london
login lol love lovely loveyou lucky maggie manager march marina martin master matrix matthew may melissa mercedes merlin
michael michelle mickey miller monday money monkey monster morgan mother mountain mustang mypassword naruto nascar ncc
new nicole ninja nothing november october office orange pass passphrase passw passwd passwort password patrick peace
peanut pepper phoenix player please pokemon police porsche princess private purple qazwsx qazwsxedc qwe qweasd qweasdzxc
qwer qwert qwertz qwerty qwertyuiop qwertzuiop rabbit rachel rainbow ranger robert rocket root sample samantha samsung
saturday scooter secret secure security september service shadow silver simple soccer spider spiderman spring starwars
steelers steven sucks summer sunday sunshine super superman support sweet sydney system taylor teacher temp temporary
tennis test tester thomas thunder thursday ticket tiger tigger today tomorrow toor trustno tuesday user username welcome
wednesday whatever white william winner winter wizard work world yankees yellow yourpassword zaq zxc zxcv zxcvbn zxcvbnm
correcthorsebatterystaple
`
  .trim()
  .split(/\s+/);
