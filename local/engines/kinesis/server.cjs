// Starts the emulator. By itself it would listen on every address of the machine, and outlive who
// started it: here it listens on the loopback address only, and ends when its input does.
"use strict";

const net = require("node:net");

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  const options = typeof first === "object" ? first : { port: first };
  const callback = rest.filter((argument) => typeof argument === "function");
  return listen.call(this, { ...options, host: "127.0.0.1" }, ...callback);
};

process.stdin.on("end", () => process.exit(0)).resume();

require(process.argv[2]);
