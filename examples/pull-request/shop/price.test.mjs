import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shown, total } from './price.mjs';

test('adds up the prices', () => assert.equal(total({ tea: 2, cup: 1 }), 2100));
test('gives a discount of 10 % from ten pieces on', () => {
  assert.equal(total({ tea: 9 }), 4050);
  assert.equal(total({ tea: 10 }), 4050);
  assert.equal(total({ tea: 10, coffee: 10 }), 9690);
});
test('rejects goods that are not for sale', () => assert.throws(() => total({ milk: 1 }), /found milk/));
test('shows cents with two digits', () => assert.equal(shown(1205), '12.05'));
