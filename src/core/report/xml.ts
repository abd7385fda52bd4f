/**
 * XML is written by the template of HTML: it neutralises what is put in, so that no character is left that XML 1.0 forbids (§2.2: controls,
 * lone surrogates, noncharacters), and escapes what could end a text or an attribute, `]]>` included. Its five entities are those of XML.
 */
export { type Html as Xml, html as xml } from "./html/html.ts";

/** A file's first line. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
