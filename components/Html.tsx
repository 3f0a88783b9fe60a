import { h } from "preact";

interface HtmlProps {
  /** Of this project's own files: nothing that anybody typed. */
  html: string;
  /** The element around it. */
  as?: "div" | "section" | "code";
  class?: string;
  id?: string;
}

/** An element of HTML that is there already. */
export default function Html({ html, as = "div", ...props }: HtmlProps) {
  return h(as, { ...props, dangerouslySetInnerHTML: { __html: html } });
}
