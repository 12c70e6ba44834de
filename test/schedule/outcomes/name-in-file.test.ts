import { expect, test } from 'vitest';
import { nameInFile } from '../../../src/schedule/failures/name-in-file.ts';

test.each([
  ['src/cart.test.ts > cart > adds', 'web/src/cart.test.ts', 'cart > adds'],
  ['cart.spec.ts > cart › is soft', 'e2e/tests/cart.spec.ts', 'cart › is soft'],
  ['tests.test_cart > test_adds', 'tools/tests/test_cart.py', 'test_adds'],
  ['tests.test_cart.TestCart > test_adds', 'tools/tests/test_cart.py', 'tests.test_cart.TestCart > test_adds'],
  ['example.com/shop/service/cart > TestAdd', 'service/cart/cart_test.go', 'TestAdd'],
  ['example.com/shop/service > TestRoot', 'root_test.go', 'example.com/shop/service > TestRoot'],
  ['cart > adds', 'src/cart.test.ts', 'cart > adds'],
  ['adds', 'src/cart.test.ts', 'adds'],
  ['src/cart.test.ts > adds', undefined, 'src/cart.test.ts > adds'],
  [' > ', 'a', ' > '],
])('%s in %s is %s', (name, file, shown) => {
  expect(nameInFile(name, file)).toBe(shown);
});
