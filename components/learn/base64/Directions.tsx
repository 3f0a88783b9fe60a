import type { Direction } from "./base64_input.ts";

const DIRECTIONS: Record<Direction, string> = {
  encode: "Text to base64",
  base64: "base64 to bytes",
  base64url: "base64url to bytes",
};
interface DirectionsProps {
  direction: Direction;
  onChange: (direction: Direction) => void;
}

export default function Directions({ direction, onChange }: DirectionsProps) {
  return (
    <fieldset>
      <legend>Direction</legend>
      {Object.entries(DIRECTIONS).map(([value, name]) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name="direction"
            checked={direction === value}
            onChange={() =>
              onChange(value as Direction)}
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
