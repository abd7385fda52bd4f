import { expect, test } from "vitest";
import type { PostedMail } from "../../src/core/mail/posted-mail.ts";
import { noteMail } from "../../src/core/watch/note-mail.ts";
import { patch, posted } from "../mail/series/posted.ts";

const day = 24 * 60 * 60 * 1000;
const title = { key: "title ada@example.org a", within: null };

test.each<[what: string, mail: PostedMail, kinships: readonly object[], matters: boolean]>([
  ["a patch is found by its title", patch("p", "[PATCH] a"), [title], true],
  ["so is the only one of a series", patch("p", "[PATCH v2 1/1] a"), [title], true],
  [
    "one of several also by its sender, within a day",
    patch("p", "[PATCH 1/3] a"),
    [title, { key: "loose ada@example.org 3", within: day }],
    true,
  ],
  ["nobody's patch by nothing", { ...patch("p", "[PATCH] a"), sender: null }, [], true],
  [
    "an answer matters for a tag",
    posted("r", "Re: [PATCH] a", { text: "Acked-by: ada <ada@example.org>\n" }),
    [],
    true,
  ],
  ["and not for words", posted("r", "Re: [PATCH] a", { text: "Fine.\n" }), [], false],
  [
    "a program's answer never",
    posted("r", "Re: [PATCH] a", { text: "Acked-by: ada <ada@example.org>\n", automatic: "answers by itself" }),
    [],
    false,
  ],
])("%s", (_, mail, kinships, matters) => expect(noteMail(mail)).toMatchObject({ kinships, matters }));
