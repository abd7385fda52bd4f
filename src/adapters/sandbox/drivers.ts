import type { SandboxLimits } from "./limits.ts";

/**
 * Text for `bash -c`, run inside the sandbox. Nothing foreign stands in it: ids, the script and the files come as
 * arguments.
 *
 * git writes the tree down byte for byte: attributes of the tree itself (line endings, filters, keywords) are
 * overridden by `info/attributes`, which wins.
 */
const openTree = `
set -eu
tree=$1 format=$2
cd /tree
git init -q --template= --object-format="$format"
mkdir -p /git/info
echo '* -text -eol -ident -filter -working-tree-encoding -export-subst' > /git/info/attributes
git config core.autocrlf false
git config core.symlinks true
git config core.fileMode true
git config core.protectHFS true
git config core.protectNTFS false
git read-tree "$tree"
`;

/**
 * Lays the tree down, runs the script, ends what it left running, and writes the tree to standard output. A folder of
 * git inside the tree does not come along.
 *
 * Arguments: the tree's id, the object format and the script.
 */
export const scriptDriver = ({
  processSecondsMax,
  processBytesMax,
  fileBytesMax,
  processesMax,
  openFilesMax,
}: SandboxLimits) => `
${openTree}
export GIT_AUTHOR_NAME=nobody GIT_AUTHOR_EMAIL=nobody GIT_AUTHOR_DATE='@0 +0000'
export GIT_COMMITTER_NAME=nobody GIT_COMMITTER_EMAIL=nobody GIT_COMMITTER_DATE='@0 +0000'
git update-ref --no-deref HEAD "$(git commit-tree "$tree" < /dev/null)"
export PROVISO_GIT_CONFIG="$(< /git/config)"$'\\n' PROVISO_GIT_ATTRIBUTES="$(< /git/info/attributes)"$'\\n'
git checkout-index -q -a -u
script=$3
(
  ulimit -t ${processSecondsMax} -v ${Math.floor(processBytesMax / 1024)} -f ${Math.floor(fileBytesMax / 1024)} -u ${processesMax} -n ${openFilesMax} -c 0
  exec env -u GIT_OBJECT_DIRECTORY PATH=/offered /usr/bin/bash --norc --noprofile -c "$script"
) < /dev/null 1>&2 || true
kill -KILL -1 2> /dev/null || true
tar -C /tree --exclude=.git -cf - . || exit ${scriptLeftUnreadable}
`;

/** The status of the script's part when its tree cannot be read. */
export const scriptLeftUnreadable = 43;

/**
 * Reads the tree that the script left from standard input, and compares it with the commit's. git's own directory
 * stands outside of it, and none inside is laid down: it could make git run something. Prints `same` or `different`,
 * and then the patch from the one to the other.
 *
 * Arguments: the id of the tree before, the object format, the commit, and how many bytes of the patch to print.
 */
export const compareDriver = `
${openTree}
tar -xf - --no-same-owner --exclude=.git -C /tree
# Files that are as they were are told first; adding them would store them anew, as the objects that they have cannot be touched.
git update-index -q --refresh > /dev/null || true
git -c core.looseCompression=0 add -A -f . >&2
made=$(git write-tree)
wanted=$(git rev-parse "$3^{tree}")
if [ "$made" = "$wanted" ]; then echo same; exit 0; fi
echo different
git -c core.quotePath=false diff-tree -p -r -M --no-ext-diff --no-textconv --no-color "$made" "$wanted" | head -c "$4" || true
`;
