import { initials, maskName, maskPhone } from './mask.js';

test.each([['张三', '张**'], ['欧阳修', '欧**'], ['𠮷田', '𠮷**'], ['', '**']])('initials of %s', (name, shown) => expect(initials(name)).toBe(shown));
test('a phone and a surname', () => expect([maskPhone('15400001234'), maskPhone(null), maskName('王小明'), maskName('')]).toEqual(['154****1234', '', '王某', '某']));
