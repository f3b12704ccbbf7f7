import { useEffect, useState } from 'react';
import { Box } from './base';
import { Icon } from './icon';
import { TextInput } from './input';
import { Press } from './press';

/** Words to look for. Speaks when the writer pauses (400 ms) or presses enter, not at every letter. */
export function SearchBar({ value, onSearch, placeholder = '搜索' }: { value: string; onSearch: (words: string) => void; placeholder?: string }) {
  const [words, setWords] = useState(value);
  useEffect(() => setWords(value), [value]);
  useEffect(() => {
    if (words.trim() === value) return;
    const timer = setTimeout(() => onSearch(words.trim()), 400);
    return () => clearTimeout(timer);
  }, [words]);
  return (
    <Box className='x-search' role='search'>
      <Icon name='search' size='sm' />
      <TextInput kind='search' className='x-search__in' value={words} onChange={setWords} placeholder={placeholder} label={placeholder} maxLength={40} onEnter={() => onSearch(words.trim())} />
      {words ? <Press className='x-search__x' label='清空' onPress={() => { setWords(''); onSearch(''); }}><Icon name='close-circle' size='sm' /></Press> : null}
    </Box>
  );
}
