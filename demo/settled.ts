/** Marks the page once the widgets in view have stopped loading, for tests and pictures: `<html data-settled="true">`. */

const isLoading = (element: Element): boolean => !element.matches(':defined') || element.matches(':state(loading)');

/** Widgets ask nothing before they come near the view. */
function isInView(element: Element): boolean {
  const {top, bottom} = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Watches the page's widgets frame by frame; the mark goes away while any of them loads. */
export function watchSettled(): void {
  let calm = 0;
  const look = (): void => {
    const widgets = [...document.querySelectorAll('till-kpi, till-funnel, till-rfm-grid, till-inventory-heatmap')];
    calm = widgets.length === 0 || document.documentElement.dataset['busy'] === 'true' || widgets.some((widget) => isInView(widget) && isLoading(widget)) ? 0 : calm + 1;
    // A few frames without loading: a widget asks only after its source has arrived.
    document.documentElement.dataset['settled'] = String(calm > 10);
    requestAnimationFrame(look);
  };
  look();
}
