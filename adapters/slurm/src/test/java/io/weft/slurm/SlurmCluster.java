/*
 * Copyright 2026 The Weft Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.weft.slurm;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.core.wire.JobClass;
import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.manager.command.CommandRunner;
import io.weft.manager.command.ProcessRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A real Slurm on this machine: one controller and several nodes on loopback, from a temporary
 * folder, with the site files that Weft ships. Needs root and Slurm's programs; a test is skipped
 * where they are not, and fails if WEFT_REQUIRE contains {@code slurm}. Partitions {@code main} and
 * {@code fast} have all nodes and are managed; {@code other} is not.
 *
 * <p>Threads: one thread. Cost: about 2 s to start and to stop.
 */
public final class SlurmCluster implements AutoCloseable {
    /** Memory of a node, MiB. */
    public static final int MEMORY_MIB = 64_000;

    private static final int JOB_COUNT_MAX = 1000;
    private static final Path CORES = Path.of("/run/weft-cores");
    private static final long SECOND = 1_000_000_000L;
    private static final List<String> DAEMONS = List.of("slurmctld", "slurmd", "slurmstepd");
    private static final List<String> SCRIPTS = List.of("prolog.sh", "epilog.sh", "taskprolog.sh");

    private final Path folder;
    private final int nodeCount;
    private final boolean gathersUsage;
    private final CommandRunner runner;
    private int firstJobId;
    private boolean isMungeMine;
    private boolean isClosed;

    private SlurmCluster(final Path folder, final int nodeCount, final boolean gathersUsage) {
        this.folder = folder;
        this.nodeCount = nodeCount;
        this.gathersUsage = gathersUsage;
        runner = new ProcessRunner(SlurmCommands.environment(settings()), 1 << 24);
    }

    /**
     * Starts a cluster; its nodes are called n1, n2 and so on.
     *
     * @param nodeCount nodes, from 1.
     * @param cores of each node; the machine may have fewer.
     * @param slotsPerCore CPUs that Slurm counts for each core.
     * @return the cluster, idle.
     */
    public static SlurmCluster start(final int nodeCount, final int cores, final int slotsPerCore) {
        return start(nodeCount, cores, slotsPerCore, false);
    }

    /**
     * Starts a cluster of which sstat can tell something.
     *
     * @param nodeCount nodes, from 1.
     * @param cores of each node; the machine may have fewer.
     * @param slotsPerCore CPUs that Slurm counts for each core.
     * @param gathersUsage whether Slurm looks, once a second, what jobs use.
     * @return the cluster, idle.
     */
    public static SlurmCluster start(
            final int nodeCount,
            final int cores,
            final int slotsPerCore,
            final boolean gathersUsage) {
        requirePrograms();
        try {
            final Path folder = Files.createTempDirectory("weft-slurm-test");
            final SlurmCluster cluster = new SlurmCluster(folder, nodeCount, gathersUsage);
            cluster.install(cores * slotsPerCore);
            Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
            cluster.startMunge();
            cluster.startController();
            for (int i = 1; i <= nodeCount; i++) {
                cluster.startNode("n" + i);
            }
            final long upS = System.currentTimeMillis() / 1000;
            cluster.await("all nodes idle", () -> cluster.idleNodeCount() == nodeCount);
            // What is submitted in the second in which it came up may be from before.
            cluster.await("next second", () -> System.currentTimeMillis() / 1000 > upS);
            return cluster;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static void requirePrograms() {
        final boolean isThere =
                Files.isExecutable(Path.of("/usr/sbin/slurmctld-wlm"))
                        && Files.isExecutable(Path.of("/usr/sbin/slurmd-wlm"))
                        && Files.isExecutable(Path.of("/usr/bin/scontrol"))
                        && Files.isExecutable(Path.of("/usr/sbin/munged"))
                        && "root".equals(System.getProperty("user.name"));
        final boolean isRequired = String.valueOf(System.getenv("WEFT_REQUIRE")).contains("slurm");
        assertTrue(
                isThere || !isRequired, "slurmctld, slurmd, slurm-client, munge and root needed");
        assumeTrue(isThere, "skipped: no Slurm here, or not root");
    }

    // ------------------------------------------------------------------ files

    private void install(final int cpus) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (final String name : List.of("etc", "state", "spool", "log", "run", "sbin")) {
            Files.createDirectory(folder.resolve(name));
        }
        for (final String daemon : DAEMONS) {
            // They decide by the name they are called by who they are.
            Files.createSymbolicLink(
                    folder.resolve("sbin/" + daemon), Path.of("/usr/sbin/" + daemon + "-wlm"));
        }
        for (final String script : SCRIPTS) {
            final Path file = folder.resolve("etc/" + script);
            Files.writeString(file, siteFile(script));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        Files.writeString(
                folder.resolve("etc/job_submit.lua"),
                replaced(
                        siteFile("job_submit.lua"),
                        "local MANAGED = { \"main\" }",
                        "local MANAGED = { \"main\", \"fast\" }"));
        Files.writeString(configuration(), configurationText(cpus));
    }

    private static String replaced(final String text, final String old, final String by) {
        assertTrue(text.contains(old), "no " + old);
        return text.replace(old, by);
    }

    private static String siteFile(final String name) throws IOException {
        try (InputStream in = SlurmCommands.class.getResourceAsStream("site/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** What the example says, and what lets it all run on one machine. */
    private String configurationText(final int cpus) throws IOException {
        final StringBuilder text = new StringBuilder();
        for (final String line : siteFile("slurm.conf.example").split("\n")) {
            // Each site writes these by itself.
            final boolean isSite =
                    line.startsWith("NodeName=")
                            || line.startsWith("PartitionName=")
                            || line.startsWith("Prolog=")
                            || line.startsWith("Epilog=")
                            || line.startsWith("TaskProlog=")
                            || line.startsWith("JobCompLoc=")
                            || line.startsWith("SlurmdParameters=")
                            || line.startsWith("MinJobAge=");
            text.append(isSite ? "" : line + "\n");
        }
        final int[] ports = freePorts(nodeCount + 1);
        add(text, "ClusterName", "weft");
        add(text, "SlurmctldHost", "localhost(127.0.0.1)");
        add(text, "SlurmctldPort", "" + ports[nodeCount]);
        // Two clusters on one machine share the folder of the cores, by number of the job.
        firstJobId = ports[nodeCount] * JOB_COUNT_MAX;
        add(text, "FirstJobId", "" + firstJobId);
        add(text, "AuthType", "auth/munge");
        add(text, "CredType", "cred/munge");
        add(text, "SlurmUser", "root");
        add(text, "SlurmdUser", "root");
        add(text, "CommunicationParameters", "NoInAddrAny,NoCtldInAddrAny");
        add(text, "StateSaveLocation", folder + "/state");
        add(text, "SlurmdSpoolDir", folder + "/spool/%n");
        add(text, "SlurmctldPidFile", folder + "/run/slurmctld.pid");
        add(text, "SlurmdPidFile", folder + "/run/slurmd.%n.pid");
        add(text, "SlurmctldLogFile", folder + "/log/slurmctld.log");
        add(text, "SlurmdLogFile", folder + "/log/slurmd.%n.log");
        add(text, "MailProg", "/bin/true");
        add(text, "ProctrackType", "proctrack/linuxproc");
        add(text, "JobAcctGatherType", "jobacct_gather/" + (gathersUsage ? "linux" : "none"));
        add(text, "JobAcctGatherFrequency", "task=" + (gathersUsage ? 1 : 30));
        add(text, "SwitchType", "switch/none");
        add(text, "MpiDefault", "none");
        add(text, "ReturnToService", "2");
        add(text, "SlurmdParameters", "config_overrides");
        add(text, "KillWait", "2");
        add(text, "MinJobAge", "20");
        add(text, "SlurmdTimeout", "10");
        add(text, "Prolog", folder + "/etc/prolog.sh");
        add(text, "Epilog", folder + "/etc/epilog.sh");
        add(text, "TaskProlog", folder + "/etc/taskprolog.sh");
        add(text, "JobCompLoc", completionLog().toString());
        for (int i = 1; i <= nodeCount; i++) {
            add(
                    text,
                    "NodeName",
                    "n"
                            + i
                            + " NodeHostname=localhost NodeAddr=127.0.0.1 Port="
                            + ports[i - 1]
                            + " CPUs="
                            + cpus
                            + " Boards=1 SocketsPerBoard=1 CoresPerSocket="
                            + cpus
                            + " ThreadsPerCore=1 RealMemory="
                            + MEMORY_MIB
                            + " Feature="
                            + (i == 1 ? "big,ib" : "ib")
                            + " State=UNKNOWN");
        }
        final String nodes =
                " Nodes=ALL MaxTime=INFINITE State=UP OverSubscribe=NO DefMemPerCPU=100";
        add(text, "PartitionName", "main Default=YES" + nodes);
        add(text, "PartitionName", "fast" + nodes);
        add(text, "PartitionName", "other" + nodes);
        return text.toString();
    }

    private static void add(final StringBuilder text, final String name, final String value) {
        text.append(name).append('=').append(value).append('\n');
    }

    private static int[] freePorts(final int count) throws IOException {
        final List<ServerSocket> sockets = new ArrayList<>();
        final int[] ports = new int[count];
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                ports[i] = sockets.get(i).getLocalPort();
            }
        } finally {
            for (final ServerSocket socket : sockets) {
                socket.close();
            }
        }
        return ports;
    }

    // ------------------------------------------------------------------ daemons

    private void startMunge() throws IOException {
        if (tryRun("munge", "-n").isSuccess()) {
            return;
        }
        Files.createDirectories(Path.of("/run/munge"));
        run("chown", "munge:munge", "/run/munge");
        isMungeMine = true;
        run("runuser", "-u", "munge", "--", "/usr/sbin/munged");
        await("munge", () -> tryRun("munge", "-n").isSuccess());
    }

    /** Starts the controller with the state that it saved. */
    public void startController() {
        run(folder + "/sbin/slurmctld");
        await("controller", () -> tryRun("scontrol", "ping").output().contains("UP"));
    }

    /** Kills the controller as by kill -9; what it did not save it forgets. */
    public void killController() {
        kill(folder.resolve("run/slurmctld.pid"));
    }

    /**
     * Starts the daemon of a node.
     *
     * @param node name of the node.
     */
    public void startNode(final String node) {
        run(folder + "/sbin/slurmd", "-d", folder + "/sbin/slurmstepd", "-N", node);
    }

    /**
     * Kills the daemon of a node as by kill -9; its jobs go on.
     *
     * @param node name of the node.
     */
    public void killNode(final String node) {
        kill(folder.resolve("run/slurmd." + node + ".pid"));
    }

    private void kill(final Path pidFile) {
        try {
            final String pid = Files.readString(pidFile).strip();
            run("kill", "-9", pid);
            Files.delete(pidFile);
            // The process may stay as a zombie where nobody reaps.
            await("end of " + pidFile, () -> !isRunning(pid));
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private static boolean isRunning(final String pid) {
        try {
            final String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (final IOException ex) {
            return false;
        }
    }

    private int idleNodeCount() {
        return tryRun("sinfo", "-h", "-t", "idle", "-N", "-p", "main", "-o", "%N")
                .output()
                .split("\n")
                .length;
    }

    // ------------------------------------------------------------------ use

    /**
     * Where slurm.conf is.
     *
     * @return its path.
     */
    public Path configuration() {
        return folder.resolve("etc/slurm.conf");
    }

    /**
     * Where jobs that have ended are logged.
     *
     * @return the path of the log.
     */
    public Path completionLog() {
        return folder.resolve("log/jobcomp.log");
    }

    /**
     * The folder of everything; {@code log} has the logs of the daemons.
     *
     * @return its path.
     */
    public Path folder() {
        return folder;
    }

    /**
     * Settings for this cluster, with one slot a core and all that users may ask for.
     *
     * @return the settings.
     */
    public SlurmSettings settings() {
        return settings(1, true, true);
    }

    /**
     * Settings for this cluster.
     *
     * @param slotsPerCore as given at the start.
     * @param isSession whether one scontrol is kept.
     * @param isGuarded whether a start is one command.
     * @return the settings.
     */
    public SlurmSettings settings(
            final int slotsPerCore, final boolean isSession, final boolean isGuarded) {
        return new SlurmSettings(
                List.of("main", "fast"),
                slotsPerCore,
                configuration().toString(),
                "",
                isSession,
                10 * SECOND,
                ZoneId.systemDefault(),
                completionLog().toString(),
                Map.of(),
                Set.of(JobClass.values()),
                isGuarded);
    }

    /**
     * Submits a batch job as the user nobody.
     *
     * @param script shell commands.
     * @param options of sbatch.
     * @return its number.
     */
    public long submit(final String script, final String... options) {
        final List<String> command =
                new ArrayList<>(
                        List.of("sbatch", "--parsable", "-o", "/dev/null", "-D", "" + folder));
        command.addAll(List.of(options));
        command.addAll(List.of("--wrap", script));
        return Long.parseLong(runAsUser(command.toArray(new String[0])).strip());
    }

    /**
     * Runs a program as the user nobody, for whom guards are.
     *
     * @param command program and arguments.
     * @return what it printed.
     */
    public String runAsUser(final String... command) {
        return run(asUser(command));
    }

    /**
     * Runs a program as the user nobody, whatever comes of it.
     *
     * @param command program and arguments.
     * @return what it answered.
     */
    public CommandResult tryAsUser(final String... command) {
        return tryRun(asUser(command));
    }

    private static String[] asUser(final String... command) {
        final List<String> words =
                new ArrayList<>(
                        List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        words.addAll(List.of(command));
        return words.toArray(new String[0]);
    }

    /**
     * Starts a program as the user nobody and does not wait for it.
     *
     * @param output file that takes what it prints.
     * @param command program and arguments.
     * @return the process.
     */
    public Process startAsUser(final Path output, final String... command) {
        final ProcessBuilder builder =
                new ProcessBuilder(asUser(command))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .directory(folder.toFile());
        builder.environment().putAll(new TreeMap<>(SlurmCommands.environment(settings())));
        try {
            final Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /**
     * Runs a program with the environment of the cluster.
     *
     * @param command program and arguments.
     * @return what it printed.
     * @throws AssertionError when it fails.
     */
    public String run(final String... command) {
        final CommandResult result = tryRun(command);
        assertTrue(result.isSuccess(), () -> List.of(command) + ": " + result);
        return result.output();
    }

    /**
     * Runs a program with the environment of the cluster, whatever comes of it.
     *
     * @param command program and arguments.
     * @return what it answered.
     */
    public CommandResult tryRun(final String... command) {
        try {
            return runner.run(List.of(command), 30 * SECOND);
        } catch (final ManagerException ex) {
            throw new AssertionError(ex);
        }
    }

    /**
     * Waits up to 60 s for something to become so.
     *
     * @param what it is, for the message.
     * @param condition asked every 50 ms.
     */
    public void await(final String what, final BooleanSupplier condition) {
        final long endNs = System.nanoTime() + 60 * SECOND;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < endNs, () -> "Not within 60 s: " + what + state());
            try {
                Thread.sleep(50);
            } catch (final InterruptedException ex) {
                throw new AssertionError(ex);
            }
        }
    }

    private String state() {
        return "\n" + tryRun("squeue", "-a", "-t", "all") + "\n" + tryRun("sinfo", "-a");
    }

    /** Ends all jobs, the daemons and what they left, and removes the folder. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        // Daemons, job steps and jobs all work below the folder.
        while (ProcessHandle.allProcesses().filter(this::isMine).count() > 0) {
            ProcessHandle.allProcesses()
                    .filter(this::isMine)
                    .forEach(ProcessHandle::destroyForcibly);
        }
        if (isMungeMine) {
            tryRun("pkill", "-F", "/run/munge/munged.pid");
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
            deleteCores();
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** The epilog of a job that was killed with its node has not run. */
    private void deleteCores() throws IOException {
        if (!Files.isDirectory(CORES)) {
            return;
        }
        try (Stream<Path> files = Files.list(CORES)) {
            for (final Path file : files.toList()) {
                final String number = file.getFileName().toString().replaceFirst("\\..*", "");
                final boolean isNumber = number.matches("[0-9]{1,9}");
                final int offset = isNumber ? Integer.parseInt(number) - firstJobId : -1;
                if (offset >= 0 && offset < JOB_COUNT_MAX) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private boolean isMine(final ProcessHandle process) {
        try {
            final Path workFolder =
                    Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd"));
            return workFolder.startsWith(folder);
        } catch (final IOException ex) {
            return false;
        }
    }
}
