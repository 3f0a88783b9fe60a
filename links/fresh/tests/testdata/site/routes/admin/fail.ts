export const handler = () => {
  throw new Error("admin failed");
};
