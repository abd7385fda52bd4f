/**
 * Does HTML end inside a tag or a comment? What follows belongs to it then, and a browser shows none of it, whatever Markdown makes of it: `<div><!--`
 * before a blank line hides all down to the next `-->`.
 */
export function endsInTag(html: string): boolean {
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at)) {
    if (html.startsWith("<!--", at)) {
      const end = html.indexOf("-->", at + 2);
      if (end === -1) return true;
      at = end + 3;
    } else if (/^<[A-Za-z/!?]/.test(html.slice(at, at + 2))) {
      tag.lastIndex = at;
      if (!tag.test(html)) return true;
      at = tag.lastIndex;
    } else at += 1;
  }
  return false;
}

/** Marks of quotation matter behind `=` only; elsewhere a browser takes them for part of a name. */
const tag = /<(?:[^>=]|=(?!\s*["'])|=\s*(?:"[^"]*"|'[^']*'))*>/y;
