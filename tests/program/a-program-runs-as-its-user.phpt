--TEST--
user and group: ids, supplementary groups, HOME, USER and LOGNAME; env goes first; the directory is entered as that user
--EXTENSIONS--
supervisor
posix
--SKIPIF--
<?php
if (posix_geteuid() !== 0) die('skip only root can switch users');
if (!posix_getpwnam('daemon') || !posix_getgrnam('users')) die('skip there is no user "daemon" or no group "users"');
?>
--FILE--
<?php
use Supervisor\{Command, Event, Pool, Restart, WorkerExit};

require __DIR__ . '/../helper.inc';

$log = log_to_file();
$dir = temp_dir();
mkdir("$dir/private", 0700);
$daemon = posix_getpwnam('daemon');
$users = posix_getgrnam('users')['gid'];
$outputs = function (array $arguments) use ($dir) {
    $message = '';
    $pool = new Pool(new Command(['sh', '-c', "umask 0; { id -u; id -g; id -G; echo \$HOME \$USER \$LOGNAME; } > $dir/out"], ...$arguments, startSeconds: 0), workers: 1, restart: Restart::Never);
    $pool->on(Event::WorkerExit, function (WorkerExit $e) use (&$message) {
        $message = $e->message;
    });
    $pool->run();
    $lines = lines("$dir/out");
    @unlink("$dir/out");
    return $message ?: $lines;
};
var_dump($outputs(['user' => 'daemon']) == [$daemon['uid'], $daemon['gid'], $daemon['gid'], "$daemon[dir] daemon daemon"]);
var_dump($outputs(['user' => (string) $daemon['uid'], 'env' => ['HOME' => '/h']]) == [$daemon['uid'], $daemon['gid'], $daemon['gid'], '/h daemon daemon']);
var_dump($outputs(['user' => 'daemon', 'group' => 'users'])[1] == $users);
var_dump(array_slice($outputs(['user' => '4000000123', 'group' => (string) $users, 'env' => ['HOME' => null, 'USER' => null, 'LOGNAME' => null]]), 0, 3) == [4000000123, $users, $users]);
var_dump(array_slice($outputs(['group' => 'users']), 0, 2) == [0, $users]);
echo str_replace($dir, 'DIR', $outputs(['user' => 'daemon', 'directory' => "$dir/private"])), "\n";

// A master that is nobody special.
$php = new Php(<<<'PHP'
    posix_setgid(65534);
    posix_setuid(65534);
    foreach ([['user' => 'root'], ['group' => 'root'], ['nice' => -5], ['user' => '65534', 'group' => '65534']] as $arguments) {
        $pool = new Pool(new Supervisor\Command(['true'], ...$arguments, startSeconds: 0), workers: 1, restart: Restart::Never);
        $pool->on(Event::WorkerExit, function (WorkerExit $e) {
            echo $e->message ?: $e->reason->value, "\n";
        });
        $pool->run();
    }
    PHP);
var_dump($php->wait());
echo $php->out();
?>
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
cannot change to directory "DIR/private": Permission denied (errno 13)
int(0)
cannot take the groups of user "root": Operation not permitted (errno 1); only root can
cannot switch to group "root": Operation not permitted (errno 1); only root can
cannot set its nice value to -5: Permission denied (errno 13)
finished
