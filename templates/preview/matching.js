// Finds which of two lists of nodes belong together.

/**
 * Pairs of nodes, as a map from `old` to `wanted`: the same id, then the longest run of equal
 * ones, then what stands between the same neighbours, the most alike first. `sums` has a number
 * for every element; equal trees have equal numbers.
 */
export function matching(old, wanted, sums) {
  const pairs = new Map();
  const taken = new Set();
  const pair = (before, after) => (pairs.set(before, after), taken.add(after));
  const named = new Map(wanted.filter((node) => node.id).map((node) => [node.id, node]));
  for (const node of old) {
    const after = node.id && named.get(node.id);
    if (after && after.tagName === node.tagName && !taken.has(after)) pair(node, after);
  }
  const left = old.filter((node) => !pairs.has(node));
  const right = wanted.filter((node) => !taken.has(node));
  const same = (a, b) =>
    a.nodeType === b.nodeType &&
    (a.nodeType === Node.ELEMENT_NODE ? sums.get(a) === sums.get(b) : a.data === b.data);
  for (const [a, b] of aligned(left, right, (one, other) => (same(one, other) ? weight(one) : 0))) pair(a, b);
  const alike = likeness();
  for (const [olds, news] of gaps(old, wanted, pairs, taken)) {
    const text = (node) => node.nodeType === Node.TEXT_NODE;
    const [spaces, others] = [olds.filter(text), news.filter(text)];
    spaces.slice(0, others.length).forEach((node, index) => pair(node, others[index]));
    const elements = (nodes) => nodes.filter((node) => node.nodeType === Node.ELEMENT_NODE);
    for (const [a, b] of aligned(elements(olds), elements(news), alike)) pair(a, b);
  }
  return pairs;
}

/** Equal elements count; the white space between them only settles what is left open. */
const weight = (node) => (node.nodeType === Node.ELEMENT_NODE ? 1 : 0.001);

/** What is left of both lists, by the pair that it follows. */
function gaps(old, wanted, pairs, taken) {
  const runs = new Map();
  const run = (key) => runs.get(key) ?? runs.set(key, [[], []]).get(key);
  let last = null;
  for (const node of old) {
    if (pairs.has(node)) last = pairs.get(node);
    else run(last)[0].push(node);
  }
  last = null;
  for (const node of wanted) {
    if (taken.has(node)) last = node;
    else run(last)[1].push(node);
  }
  return [...runs.values()].filter(([olds, news]) => olds.length && news.length);
}

/** Tells how well an element may have become another: not at all (0), or more for more words. */
function likeness() {
  const known = new Map();
  const words = (node) => {
    if (!known.has(node)) known.set(node, new Set(node.textContent.match(/[\p{L}\p{N}]+/gu) ?? []));
    return known.get(node);
  };
  return (a, b) => {
    if (a.tagName !== b.tagName) return 0;
    const [left, right] = [words(a), words(b)];
    let common = 0;
    for (const word of left) if (right.has(word)) common++;
    const share = (2 * common) / (left.size + right.size || 1);
    // Another id is another thing, unless most of it is the same.
    return a.id !== b.id && share < 0.6 ? 0 : share + 0.01;
  };
}

/** The pairs, in the order of both lists, whose values have the greatest sum. */
function aligned(left, right, value) {
  const found = [];
  const columns = right.length + 1;
  const sums = new Float64Array((left.length + 1) * columns);
  const values = new Float64Array(sums.length);
  for (let i = left.length - 1; i >= 0; i--)
    for (let j = right.length - 1; j >= 0; j--) {
      const at = i * columns + j;
      values[at] = value(left[i], right[j]);
      const both = values[at] ? values[at] + sums[at + columns + 1] : 0;
      sums[at] = Math.max(both, sums[at + columns], sums[at + 1]);
    }
  for (let i = 0, j = 0; i < left.length && j < right.length; ) {
    const at = i * columns + j;
    if (values[at] && sums[at] === values[at] + sums[at + columns + 1]) found.push([left[i++], right[j++]]);
    else if (sums[at + columns] >= sums[at + 1]) i++;
    else j++;
  }
  return found;
}
