/** `make` answered once for each thing it is asked of; forgotten with the thing. */
export function oncePer<K extends object, T>(make: (key: K) => T): (key: K) => T {
  const made = new WeakMap<K, {readonly value: T}>();
  return (key) => {
    let kept = made.get(key);
    if (!kept) made.set(key, (kept = {value: make(key)}));
    return kept.value;
  };
}
