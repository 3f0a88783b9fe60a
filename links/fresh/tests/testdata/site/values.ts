import { signal } from "@preact/signals";

/** A value of each kind that an island can be given. */
export function values(): Record<string, unknown> {
  const shared = signal<unknown>("shared");
  return {
    string: "</script><!-- \" ' & \u2028 ä 🚀",
    number: 1.5,
    zero: 0,
    yes: true,
    none: null,
    list: [1, [2, ["array", "signal"]]],
    object: { a: { b: [1, 2] }, "key with space": 1 },
    empty: [[], {}, ""],
    signals: [shared, { deep: shared }, signal([shared])],
  };
}
