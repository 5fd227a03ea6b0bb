<?php
/*
 * Connections are made in boot, once per worker; what boot returns is the second argument of every handler call. Two processes
 * must not speak on one connection. So a connected socket that the master had open is dead in a worker; a SQLite handle or an open file
 * is not, and must not be used there all the same. A listening socket, as here, may be shared.
 *
 *     php examples/connections.php
 */
use Supervisor\{Job, Pool, Worker};

$file = tempnam(sys_get_temp_dir(), 'supervisor');
(new PDO("sqlite:$file"))->exec('CREATE TABLE words (word TEXT, worker INT)');

// A server to talk to; it stands for your mail server or cache. It answers each line in upper case.
$server = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($server, false);
$echo = new Pool(new Supervisor\Loop(function (Worker $w) use ($server) {
    while ($w->next()) {
        if ($peer = @stream_socket_accept($server, 0.2)) {
            while (($line = fgets($peer)) !== false) {
                fwrite($peer, strtoupper($line));
            }
        }
    }
}), name: 'echo', workers: 2);
$echo->start();

$pool = new Pool(
    function (Job $job, array $connections) {
        [$db, $socket] = $connections;
        fwrite($socket, "$job->payload\n");
        $word = trim(fgets($socket));
        $db->prepare('INSERT INTO words VALUES (?, ?)')->execute([$word, getmypid()]);
        return $word;
    },
    name: 'words',
    workers: 2,
    boot: function (Worker $w) use ($file, $address) {
        $db = new PDO("sqlite:$file", options: [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION]);
        $db->exec('PRAGMA busy_timeout = 5000');
        return [$db, stream_socket_client("tcp://$address")];
    },
    shutdown: fn (array $connections) => fclose($connections[1]),
);

foreach ($pool->map(['apple', 'banana', 'cherry', 'date']) as $job) {
    echo $job->payload, ' => ', $job->result(), "\n";
}
$pool->stop();
$echo->stop();

$count = (new PDO("sqlite:$file"))->query('SELECT count(*) FROM words')->fetchColumn();
echo "$count words are in the database\n";
unlink($file);
