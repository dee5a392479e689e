const NEEDED = [20, 19];

/** Undefined when this Node will do, else the line that says what is wrong. */
export function nodeVersionProblem(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return undefined;
  return `Deskbeat needs Node.js ${NEEDED.join('.')} or newer; this is ${version}. See https://nodejs.org/download`;
}
