# `npm run unit` of fastify, with one worker for each of two CPUs.
exec ../node_modules/.bin/borp --concurrency=2
