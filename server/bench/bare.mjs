import Fastify from 'fastify';
import mysql from 'mysql2/promise';

const at = new URL(process.env.DATABASE_URL);
const pool = mysql.createPool({ host: at.hostname, port: Number(at.port), user: at.username, password: at.password, database: at.pathname.slice(1), charset: 'utf8mb4_bin', timezone: 'Z', supportBigNumbers: true, connectionLimit: 16 });
const sql = process.env.BENCH_SQL, params = JSON.parse(process.env.BENCH_PARAMS);
const fastify = Fastify();
fastify.get('/', async () => ({ items: (await pool.execute(sql, params))[0] }));
await fastify.listen({ port: 0, host: '127.0.0.1' });
console.log(`READY http://127.0.0.1:${fastify.server.address().port}`);
process.on('SIGTERM', () => process.exit(0));
