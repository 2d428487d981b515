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
package io.weft.pbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Weft schedules a real server: jobs of three classes, sharing cores up to M = 4, each runs exactly
 * once while Weft and the server are killed. Sizes: {@code -Dweft.pbs.jobs}, {@code
 * -Dweft.pbs.weftKills}, {@code -Dweft.pbs.serverKills}; the server is killed only when
 * WEFT_PBS_START says how it is started again.
 */
class RealBridgeIT {
    private static final int JOB_COUNT = Integer.getInteger("weft.pbs.jobs", 40);
    private static final int WEFT_KILLS = Integer.getInteger("weft.pbs.weftKills", 2);
    private static final int SERVER_KILLS = Integer.getInteger("weft.pbs.serverKills", 0);
    private static final int PAUSE_MS_MAX = Integer.getInteger("weft.pbs.pauseMs", 2000);
    private static final long SECONDS_MAX = Long.getLong("weft.pbs.seconds", 120);
    private static final String[] QUEUES = {"workq", "short", "urgent"};
    private static final Pattern SHARE =
            Pattern.compile("\\(([^:]+):[^)]*weftstart=[^/]+/([0-9_-]+)\\)");

    @TempDir Path directory;
    private final Random random = new Random(Long.getLong("weft.seed", 1));
    private final List<PbsJobId> submitted = new ArrayList<>();
    private RealPbs pbs;
    private Process weft;

    private record Run(double begin, double end, String execVnode) {}

    @BeforeEach
    void open() throws IOException {
        pbs = RealPbs.require();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
        launch();
    }

    @AfterEach
    void close() throws ManagerException {
        if (weft != null) {
            weft.destroyForcibly();
        }
        for (final PbsJobId id : submitted) {
            pbs.run(FakePbs.ROOT, List.of("qdel", id.toString()));
        }
    }

    private void launch() throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        for (final String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (argument.startsWith("--add-")) {
                command.add(argument);
            }
        }
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BridgeProcess.class.getName(),
                        directory.toString(),
                        pbs.settings().binDirectory()));
        final File log = directory.resolve("log").toFile();
        weft =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                        .start();
    }

    @Test
    void shouldRunEachJobOnceWhenWeftAndTheServerAreKilled() throws Exception {
        final long startMs = System.currentTimeMillis();
        int weftKills = 0;
        int serverKills = 0;
        boolean isDone = false;
        while (!isDone && System.currentTimeMillis() - startMs < SECONDS_MAX * 1000) {
            for (int i = 0; i < 10 && submitted.size() < JOB_COUNT; i++) {
                submit();
            }
            pbs.pause(300 + random.nextInt(PAUSE_MS_MAX));
            if (serverKills < SERVER_KILLS && serverKills <= weftKills) {
                serverKills++;
                killServer();
            } else if (weftKills < WEFT_KILLS) {
                weftKills++;
                weft.destroyForcibly().waitFor();
                launch();
            }
            assertTrue(weft.isAlive(), this::status);
            isDone =
                    submitted.size() == JOB_COUNT
                            && weftKills == WEFT_KILLS
                            && serverKills == SERVER_KILLS
                            && hasEnded();
        }
        final double seconds = (System.currentTimeMillis() - startMs) / 1000.0;
        System.out.printf(
                "%d jobs, %d kills of Weft, %d of the server: %.0f s%n",
                submitted.size(), weftKills, serverKills, seconds);

        assertTrue(isDone, () -> "Not all ended: " + status());
        check();
    }

    private String status() {
        try {
            return Files.readString(directory.resolve("log"))
                    + Files.readString(directory.resolve("status"));
        } catch (final IOException ex) {
            return ex.toString();
        }
    }

    private void submit() throws ManagerException {
        final int kind = random.nextInt(QUEUES.length);
        final int cores = kind == 0 ? 1 + random.nextInt(16) : 1 + random.nextInt(4);
        final String log = directory.resolve("runs").toString();
        final String script =
                "echo begin $PBS_JOBID $(date +%s.%N) >> "
                        + log
                        + "; sleep "
                        + (1 + random.nextInt(kind == 0 ? 10 : 3))
                        + "; echo end $PBS_JOBID $(date +%s.%N) >> "
                        + log;
        final CommandResult result =
                pbs.run(
                        "alice",
                        List.of(
                                "qsub",
                                "-q",
                                QUEUES[kind],
                                "-l",
                                "select=1:ncpus=" + cores + ":mem=100mb",
                                "-l",
                                "walltime=600",
                                "--",
                                "/bin/sh",
                                "-c",
                                script));
        if (result.isSuccess()) {
            submitted.add(PbsJobId.parse(result.output().strip()));
        }
    }

    private void killServer() throws IOException, InterruptedException {
        final Path lock =
                Path.of(RealPbs.env("PBS_HOME", "/var/spool/pbs"), "server_priv", "server.lock");
        final long pid = Long.parseLong(Files.readString(lock).strip());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        pbs.pause(random.nextInt(1500));
        final File log = directory.resolve("server").toFile();
        new ProcessBuilder(RealPbs.split(RealPbs.env("WEFT_PBS_START", "true")))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start()
                .waitFor();
    }

    private Map<PbsJobId, PbsRecord> history() throws ManagerException {
        final CommandResult result =
                pbs.run(
                        FakePbs.ROOT,
                        List.of("qstat", "-fxt", "-F", "dsv", "-D", DsvReader.DELIMITER));
        final Map<PbsJobId, PbsRecord> jobs = new LinkedHashMap<>();
        if (result.isSuccess()) {
            for (final PbsRecord job : DsvReader.read(result.output(), DsvReader.JOB_HEADER)) {
                jobs.put(PbsJobId.parse(job.name()), job);
            }
        }
        return jobs;
    }

    private boolean hasEnded() throws ManagerException {
        final Map<PbsJobId, PbsRecord> jobs = history();
        return jobs.keySet().containsAll(submitted)
                && submitted.stream().allMatch(id -> JobReader.hasEnded(jobs.get(id)));
    }

    private void check() throws Exception {
        final Map<PbsJobId, PbsRecord> jobs = history();
        final Map<Long, double[]> times = new LinkedHashMap<>();
        final Map<Long, int[]> counts = new LinkedHashMap<>();
        for (final String line : Files.readAllLines(directory.resolve("runs"))) {
            final String[] words = line.split(" ");
            final long id = PbsJobId.parse(words[1]).number();
            final int what = words[0].equals("begin") ? 0 : 1;
            times.computeIfAbsent(id, i -> new double[2])[what] = Double.parseDouble(words[2]);
            counts.computeIfAbsent(id, i -> new int[2])[what]++;
        }
        final List<Run> runs = new ArrayList<>();
        for (final PbsJobId id : submitted) {
            final PbsRecord job = jobs.get(id);
            final int[] count = counts.getOrDefault(id.number(), new int[2]);
            assertEquals("[1, 1]", Arrays.toString(count), () -> id + " " + job);
            assertEquals("0", job.text("Exit_status"), () -> id + " " + job);
            final double[] time = times.get(id.number());
            runs.add(new Run(time[0], time[1], job.text("exec_vnode")));
        }
        System.out.println("most on one core: " + mostOnOneCore(runs));
        assertTrue(mostOnOneCore(runs) <= BridgeProcess.MAX_MULTIPLICITY);
        printOrders(times);
    }

    private static int mostOnOneCore(final List<Run> runs) {
        int most = 0;
        for (final Run at : runs) {
            final Map<String, Integer> onCore = new LinkedHashMap<>();
            for (final Run run : runs) {
                final Matcher matcher = SHARE.matcher(run.execVnode);
                final boolean isThen = run.begin <= at.begin && at.begin < run.end;
                while (isThen && matcher.find()) {
                    final String node = matcher.group(1);
                    PbsHost.cores(matcher.group(2)).stream()
                            .forEach(core -> onCore.merge(node + "/" + core, 1, Integer::sum));
                }
            }
            most = Math.max(most, onCore.values().stream().mapToInt(i -> i).max().orElse(0));
        }
        return most;
    }

    /** From the order, and from the look that led to it, to the first line of the script. */
    private void printOrders(final Map<Long, double[]> times) throws IOException {
        final Map<String, Integer> events = new LinkedHashMap<>();
        final List<Double> sinceOrder = new ArrayList<>();
        final List<Double> sinceLook = new ArrayList<>();
        for (final String line : Files.readAllLines(directory.resolve("orders"))) {
            final String[] words = line.split(" ");
            events.merge(words[0], 1, Integer::sum);
            if (words[0].equals("start") && times.containsKey(Long.parseLong(words[1]))) {
                final double begin = times.get(Long.parseLong(words[1]))[0];
                sinceLook.add(begin - Long.parseLong(words[2]) / 1e9);
                sinceOrder.add(begin - Long.parseLong(words[3]) / 1e9);
            }
        }
        System.out.println("events: " + events);
        System.out.println("order to first line, s: " + spread(sinceOrder));
        System.out.println("decision to first line, s: " + spread(sinceLook));
    }

    private static String spread(final List<Double> values) {
        values.sort(null);
        final int last = values.size() - 1;
        return String.format(
                Locale.ROOT,
                "p50 %.3f, p90 %.3f, max %.3f of %d",
                values.get(last / 2),
                values.get(last * 9 / 10),
                values.get(last),
                values.size());
    }
}
