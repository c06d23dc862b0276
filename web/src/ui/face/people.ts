export type PersonId = "adaeze" | "henrik" | "samira";

export interface Person {
  id: PersonId;
  name: string;
  pronoun: "She" | "He";
  room: "sage" | "slate" | "clay";
  skin: string;
  shade: string;
  deep: string;
  hair: string;
  hairLight: string;
  upperLip: string;
  lowerLip: string;
  lipLine: string;
  iris: string;
  white: string;
  brow: string;
  cloth: string;
  clothDark: string;
  metal: string;
  jaw: number;
  chin: number;
  neck: number;
  browThick: number;
  tilt: number;
}

export const PEOPLE: Record<PersonId, Person> = {
  adaeze: {
    id: "adaeze", name: "Adaeze", pronoun: "She", room: "sage",
    skin: "#94603F", shade: "#7A4B2F", deep: "#643A23", hair: "#241A19", hairLight: "#382826",
    upperLip: "#7E3A36", lowerLip: "#A4524A", lipLine: "#4A1D1D", iris: "#2B1810", white: "#F6EFE4", brow: "#1E1413",
    cloth: "#1D5F66", clothDark: "#174E54", metal: "#F2B134", jaw: 60, chin: 318, neck: 36, browThick: 7, tilt: 4,
  },
  henrik: {
    id: "henrik", name: "Henrik", pronoun: "He", room: "slate",
    skin: "#EBC5A8", shade: "#D9A988", deep: "#C48F6E", hair: "#8C9298", hairLight: "#A6ACB1",
    upperLip: "#A5675A", lowerLip: "#B87C6C", lipLine: "#7A3B34", iris: "#2F5163", white: "#FBF8F2", brow: "#70767B",
    cloth: "#2B3F58", clothDark: "#22334A", metal: "#22303C", jaw: 66, chin: 320, neck: 44, browThick: 9, tilt: -3,
  },
  samira: {
    id: "samira", name: "Samira", pronoun: "She", room: "clay",
    skin: "#D29C74", shade: "#BA8059", deep: "#A06A45", hair: "#2A2029", hairLight: "#40313B",
    upperLip: "#A0473F", lowerLip: "#BE6257", lipLine: "#6A2724", iris: "#4A2C17", white: "#FAF4EA", brow: "#231820",
    cloth: "#B4472F", clothDark: "#993A26", metal: "#F5E3C3", jaw: 54, chin: 314, neck: 36, browThick: 8, tilt: 4,
  },
};

export function personNamed(name: string): Person {
  const id = name.trim().toLowerCase().split(/\s/)[0] ?? "";
  return id in PEOPLE ? PEOPLE[id as PersonId] : { ...PEOPLE.adaeze, name: name.trim() || PEOPLE.adaeze.name };
}
