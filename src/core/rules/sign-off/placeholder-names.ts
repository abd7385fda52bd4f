/**
 * Names that say nobody: words for "no name", the words of templates, and the accounts that systems create. Whole
 * names, lower case. A pseudonym is none of them: projects accept those, and this is no list of what names look like.
 */
export const placeholderNames: ReadonlySet<string> = new Set(
  (
    "anonymous, anonymous coward, anon, unknown, unknown author, nobody, noname, no name, none, n/a, " +
    "name, your name, your full name, your real name, full name, real name, first last, " +
    "first name last name, firstname lastname, author, author name, contributor, committer, developer, " +
    "maintainer, example, user, username, user name, test, test user, root, admin, administrator, " +
    "ubuntu, vagrant, ec2-user"
  ).split(", "),
);
