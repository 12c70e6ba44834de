/** Prices in cents, because floating-point numbers cannot represent a tenth exactly. */
export const PRICES = { tea: 450, coffee: 690, cup: 1200 };

/** Discount in percent from a number of pieces on, largest number first. */
const DISCOUNTS = [
  { pieces: 20, percent: 15 },
  { pieces: 10, percent: 10 },
];

/** Total price of these goods, in cents. */
export function total(goods) {
  const pieces = Object.values(goods).reduce((sum, count) => sum + count, 0);
  const full = Object.entries(goods).reduce((sum, [name, count]) => sum + priceOf(name) * count, 0);
  const percent = DISCOUNTS.find((discount) => pieces >= discount.pieces)?.percent ?? 0;
  return Math.round((full * (100 - percent)) / 100);
}

/** A price as the site shows it: `4.50`. */
export function shown(cents) {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}

function priceOf(name) {
  const price = PRICES[name];
  if (price === undefined) throw new Error(`expected one of ${Object.keys(PRICES).join(', ')}, found ${name}`);
  return price;
}
