import { sourceContract } from "./contract.ts";
import { fakeSource } from "./fake-source.ts";

sourceContract(() => {
  const source = fakeSource();
  return { ...source, open: () => ({ source: source.open(), poke: () => {} }), close: () => {} };
});
