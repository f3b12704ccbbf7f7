import { createContext } from 'react';
import type { IconName } from './icon';

export interface NavItem { to: string; text: string; icon: IconName; count?: number }
export interface NavGroup { title: string; items: NavItem[] }
/** The side navigation of a desk, given by app.tsx: ui/ knows neither who is signed in nor what there is. */
export const NavContext = createContext<NavGroup[]>([]);
