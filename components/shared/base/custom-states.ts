/**
 * Shows states as `:state(…)` for the host page's style sheets. Browsers without them, or with their older form only, go without: the
 * element works the same.
 */
export function showStates(internals: ElementInternals, states: Readonly<Record<string, boolean>>): void {
  const set: CustomStateSet | undefined = internals.states;
  if (!set) return;
  for (const [name, on] of Object.entries(states)) {
    try {
      if (on) set.add(name);
      else set.delete(name);
    } catch {
      return;
    }
  }
}
