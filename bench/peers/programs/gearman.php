<?php
// SPDX-License-Identifier: BSD-3-Clause
//
// Gearman's workers, and its client:
//
//     php -d extension=gearman gearman.php PORT worker
//     php -d extension=gearman gearman.php PORT client BYTES JOBS
//
// The client prints how many jobs have run, and the nanoseconds.

[, $port, $role] = $argv;

if ($role === 'worker') {
	$worker = new GearmanWorker();
	$worker->addServer('127.0.0.1', (int) $port);
	$worker->addFunction('echo', static fn (GearmanJob $job) => $job->workload());
	while ($worker->work());
	exit(1);
}

[, , , $bytes, $jobs] = $argv;
const AT_ONCE = 256;
$payload = str_repeat('x', (int) $bytes);
$client = new GearmanClient();
$client->addServer('127.0.0.1', (int) $port);
$client->setTimeout(20000);
$done = 0;
$client->setCompleteCallback(static function (GearmanTask $task) use (&$done, $payload): void {
	$done += $task->data() === $payload;
});

function run(GearmanClient $client, string $payload, int $jobs): void
{
	for ($left = $jobs; $left > 0; $left -= AT_ONCE) {
		for ($i = min($left, AT_ONCE); $i > 0; $i--) {
			$client->addTask('echo', $payload);
		}
		if (!$client->runTasks()) {
			throw new RuntimeException($client->error());
		}
	}
}

run($client, $payload, intdiv((int) $jobs, 20));
$done = 0;
$began = hrtime(true);
run($client, $payload, (int) $jobs);
$took = hrtime(true) - $began;
if ($done !== (int) $jobs) {
	throw new RuntimeException("$done results for $jobs jobs, or not what was sent");
}
echo "$jobs $took\n";
