/** The hooks that can be installed: those on a contributor's machine, and those of a repository that receives pushes. */
export const clientHooks = ["commit-msg", "prepare-commit-msg", "pre-push"] as const;
export const serverHooks = ["pre-receive", "update"] as const;
export const hookNames = [...clientHooks, ...serverHooks] as const;

export type HookName = (typeof hookNames)[number];

/** What is installed where nobody names hooks. Notes in messages are for those who want them, and one server hook is enough. */
export const usualHooks = (bare: boolean): readonly HookName[] => (bare ? ["pre-receive"] : ["commit-msg", "pre-push"]);

/** Where commits enter, what cannot be judged is refused. */
export const isServerHook = (name: HookName): boolean => serverHooks.some((one) => one === name);
