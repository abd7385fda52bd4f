import { parseDcoYml } from "../../policy/dco-yml.ts";
import { catalogue } from "../../rules/catalogue.ts";
import type { ClauseOptions } from "../candidates.ts";
import { proposed, type Setting } from "../setting.ts";
import { clauseOf } from "../yaml-writing.ts";
import { fileName, leftOver, type Translator } from "./translation.ts";

/** `.github/dco.yml` of dcoapp/app and cncf/dco2, which a repository without a `proviso.yaml` is judged by anyway. */
export const dcoApps: Translator = {
  tool: "the DCO apps",
  reads: (path) => /^dco\.ya?ml$/.test(fileName(path)),
  form: "text",
  translate(_, source) {
    const { settings, problems } = parseDcoYml(source, catalogue);
    return {
      settings: settings.clauses.map(({ rule, settings: options }): Setting => {
        const other = Object.entries(options).filter(([name, value]) => value !== rule.options[name]?.default);
        return proposed(`rules.${rule.id}`, clauseOf("require", Object.fromEntries(other) as ClauseOptions, null));
      }),
      leftOver: problems.map(({ text, hint }) => leftOver(source.name, hint === undefined ? text : `${text}; ${hint}`)),
    };
  },
};
