import { expect, test } from "vitest";
import { cleanSubject } from "../../src/core/mail/subject-line.ts";

// As git-mailinfo(1) has them; test/mail/git-am.test.ts compares whole mails with git.
test.each([
  ["parser: accept it", "parser: accept it"],
  ["[PATCH v2 1/2] parser: accept it", "parser: accept it"],
  ["Re: [PATCH] parser: accept it", "parser: accept it"],
  ["re: RE:[PATCH][net] : parser: accept it", "parser: accept it"],
  ["rename: a into b", "rename: a into b"],
  ["Fe: an iron lib", "Fe: an iron lib"],
  ["R: a language", "R: a language"],
  ["re:", "re:"],
  ["re:x", "x"],
  ["[PATCH parser: accept it", "[PATCH parser: accept it"],
  ["parser: [x] in brackets", "parser: [x] in brackets"],
  [" \t parser:  accept\t it \n", "parser: accept it"],
  ["[PATCH]", ""],
  ["", ""],
])("the subject %j gives the first line %j", (subject, line) => expect(cleanSubject(subject)).toBe(line));
