export type {
  CredentialPlace,
  FirstTodos,
  Routes,
  Rung,
  Stage,
} from "./state.ts";
