// Words as they are compared, and where they stand in a text. The server's own: planning/forms/lookup.py.
const plain = (text) => text.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "").toLowerCase();

export const wordsOf = (text) => plain(text).split(/[\s,;:()/|·–—-]+/u).filter(Boolean);

// How well an option's text fits the words: 0 begins with them, 1 has words that do, 2 has them somewhere; else null.
export const rank = (words, text) => {
  const folded = ` ${wordsOf(text).join(" ")}`;
  if (!words.every((word) => folded.includes(word))) return null;
  if (folded.startsWith(` ${words.join(" ")}`)) return 0;
  return words.every((word) => folded.includes(` ${word}`)) ? 1 : 2;
};

// Each letter of the text as it is compared (several where it is a ligature) and its place in the text.
const letters = (text) => {
  const folded = [], places = [];
  for (const [place, letter] of [...text].entries()) {
    for (const one of plain(letter)) { folded.push(one); places.push(place); }
  }
  return [folded.join(""), places];
};

// Where a word begins in the text, rather than where it is in the midst of another.
const placeOf = (word, folded) => {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1])) return at;
  }
  return folded.indexOf(word);
};

const marksOf = (text, words) => {
  const [folded, places] = letters(text), marked = new Set();
  for (const word of words) {
    const at = placeOf(word, folded);
    for (let i = 0; at >= 0 && i < word.length; i += 1) marked.add(places[at + i]);
  }
  return marked;
};

// The text as nodes, with what was typed in <mark>.
export const marked = (text, words) => {
  const marks = marksOf(text, words), nodes = [];
  let run = "", on = false;
  const close = () => {
    if (run) nodes.push(on ? Object.assign(document.createElement("mark"), { textContent: run }) : run);
    run = "";
  };
  for (const [place, letter] of [...text].entries()) {
    if (marks.has(place) !== on) { close(); on = !on; }
    run += letter;
  }
  close();
  return nodes;
};
