/**
 * Watches for an element that is named by an id and is not there yet: calls `listener` after an insertion or a change of ids around the
 * host, and once a tag that is there but not yet known gets its definition. Returns the way out.
 */
export function awaitElement(host: Element, id: string, listener: () => void): () => void {
  let waiting = true;
  const root = host.getRootNode();
  const observer = new MutationObserver(() => {
    followDefinition();
    listener();
  });
  for (const scope of new Set([root, document])) {
    observer.observe(scope, {childList: true, subtree: true, attributes: true, attributeFilter: ['id']});
  }
  followDefinition();
  return () => {
    waiting = false;
    observer.disconnect();
  };

  function followDefinition(): void {
    const element = findElement(root, id);
    if (!element?.matches(':not(:defined)')) return;
    void customElements.whenDefined(element.localName).then(() => waiting && listener());
  }
}

/** The element of an id in the same root, else in the document. */
export function findElement(root: Node, id: string): Element | null {
  const near = root instanceof ShadowRoot || root instanceof Document ? root.getElementById(id) : null;
  return near ?? document.getElementById(id);
}
