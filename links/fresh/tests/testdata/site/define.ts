import { createDefine } from "fresh";

export const define = createDefine<{ trail: string[] }>();
