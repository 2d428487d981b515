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

import static io.weft.pbs.FakeClock.MILLI;
import static io.weft.pbs.FakeClock.SECOND;

import io.weft.manager.command.CommandResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server of PBS without a scheduler, its moms and its commands, in memory and virtual time, as a
 * real OpenPBS 23.06 was seen to behave: {@code answers.txt} holds them against each other. Nothing
 * that it took is ever lost, numbers are never given again, and qrun checks nothing but the state
 * of the job and the names of the vnodes.
 */
final class FakePbs {
    static final String ROOT = "root";
    static final int CORES = 16;
    private static final Pattern VNODE = Pattern.compile("[(+]([^:()+]+)");
    private static final long OBIT_NS = 1100 * MILLI;

    final List<FakePbsJob> jobs = new ArrayList<>();
    final Map<String, String> nodes = new LinkedHashMap<>();

    /** How long a job is on its way to its mom, and whether the moms take any at all. */
    long startNs = 60 * MILLI;

    boolean refusesJobs;
    Runnable onBegin = () -> {};
    private final FakeClock clock;
    private long nextNumber;

    FakePbs(final FakeClock clock, final int nodeCount) {
        this.clock = clock;
        for (int i = 1; i <= nodeCount; i++) {
            nodes.put("n" + i, "free");
        }
    }

    // ------------------------------------------------------------------ time

    /** Everything that was due until now, in order. */
    void advance() {
        FakePbsJob next = next();
        while (next != null && next.dueNs <= clock.nanoTime()) {
            step(next, next.dueNs);
            next = next();
        }
    }

    private FakePbsJob next() {
        FakePbsJob next = null;
        for (final FakePbsJob job : all()) {
            if (next == null || job.dueNs < next.dueNs) {
                next = job;
            }
        }
        return next;
    }

    /** Jobs and tasks of arrays. */
    List<FakePbsJob> all() {
        final List<FakePbsJob> all = new ArrayList<>();
        for (final FakePbsJob job : jobs) {
            if (job.id.taskIndex() != PbsJobId.ARRAY) {
                all.add(job);
            }
            all.addAll(job.tasks);
        }
        return all;
    }

    private void step(final FakePbsJob job, final long timeNs) {
        switch (job.state) {
            case 'W' -> job.become('Q', 10, FakePbsJob.NEVER);
            case 'R' -> {
                if (!job.hasBegun) {
                    begin(job, timeNs);
                } else {
                    job.completionCount++;
                    job.exitStatus = job.exitCode;
                    end(job, job.exitCode == 0 ? 92 : 93);
                }
            }
            case 'E' -> end(job, job.substate == 60 ? 60 : 91);
            default -> job.dueNs = FakePbsJob.NEVER;
        }
    }

    private void begin(final FakePbsJob job, final long timeNs) {
        for (final String node : vnodes(job.execVnode)) {
            if (refusesJobs || nodes.get(node).equals("down")) {
                job.queueAgain();
                job.comment = "Not Running: PBS Error: Request to MOM failed";
                return;
            }
        }
        job.hasBegun = true;
        job.beginCount++;
        job.startS = timeNs / SECOND;
        job.dueNs = timeNs + job.durationNs;
        onBegin.run();
    }

    private void end(final FakePbsJob job, final int substate) {
        if (substate == 60) {
            job.queueAgain();
            return;
        }
        job.become(job.array == null ? 'F' : 'X', substate, FakePbsJob.NEVER);
        if (job.array != null) {
            job.array.exitStatus = job.exitStatus;
            if (job.array.tasks.stream().allMatch(FakePbsJob::hasEnded)) {
                job.array.become('F', 92, FakePbsJob.NEVER);
                job.array.tasks.forEach(task -> task.state = 'F');
            }
        }
    }

    /** A node is lost, and in time its jobs wait again. */
    void loseNode(final String node) {
        nodes.put(node, "down");
        for (final FakePbsJob job : all()) {
            if (job.isOnNodes() && vnodes(job.execVnode).contains(node)) {
                job.excusedCount += job.hasBegun ? 1 : 0;
                job.exitStatus = -4;
                job.queueAgain();
            }
        }
    }

    /** The server dies: what is on its way to a mom may never come there. */
    void crash(final Random random) {
        for (final FakePbsJob job : all()) {
            if (job.state == 'R' && !job.hasBegun && random.nextBoolean()) {
                job.dueNs = FakePbsJob.NEVER;
            }
        }
    }

    static List<String> vnodes(final String execVnode) {
        final List<String> names = new ArrayList<>();
        final Matcher matcher = VNODE.matcher(execVnode);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    // ------------------------------------------------------------------ commands

    /** Runs a command of PBS as somebody. */
    CommandResult run(final String user, final List<String> command) {
        advance();
        final String program = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
        final List<String> arguments = command.subList(1, command.size());
        return switch (program) {
            case "qstat" -> qstat(arguments);
            case "pbsnodes" -> pbsnodes(arguments);
            case "qsub" -> qsub(user, arguments);
            case "qrun" -> qrun(user, arguments);
            default -> onJob(user, program, arguments);
        };
    }

    private static CommandResult no(final int exitCode, final String text) {
        return new CommandResult(exitCode, "", text + "\n");
    }

    private static CommandResult yes(final String text) {
        return new CommandResult(0, text, "");
    }

    private static String option(final List<String> arguments, final String name) {
        final int at = arguments.indexOf(name);
        return at < 0 ? "" : arguments.get(at + 1);
    }

    private FakePbsJob find(final String text) {
        final PbsJobId id = PbsJobId.parse(text);
        for (final FakePbsJob job : jobs) {
            if (job.id.equals(id)) {
                return job;
            }
            for (final FakePbsJob task : job.tasks) {
                if (task.id.equals(id)) {
                    return task;
                }
            }
        }
        return null;
    }

    private CommandResult qstat(final List<String> arguments) {
        final String options = arguments.get(0);
        final boolean hasHistory = options.contains("x");
        final FakePbsPrinter printer = new FakePbsPrinter(option(arguments, "-D"));
        final int first = arguments.indexOf("-D") + 2;
        if (first >= arguments.size()) {
            for (final FakePbsJob job : jobs) {
                if (hasHistory || job.state != 'F') {
                    print(printer, job, options.contains("t"));
                }
            }
            return yes(printer.toString());
        }
        final StringBuilder errors = new StringBuilder();
        int exitCode = 0;
        for (final String text : arguments.subList(first, arguments.size())) {
            final FakePbsJob job = find(text);
            if (job == null) {
                errors.append("qstat: Unknown Job Id ").append(name(text)).append('\n');
                exitCode = 153;
            } else if (job.state == 'F' && !hasHistory) {
                errors.append(
                        "qstat: "
                                + name(text)
                                + " Job has finished, use -x or -H to obtain"
                                + " historical job information\n");
                exitCode = 35;
            } else {
                print(printer, job, options.contains("t"));
            }
        }
        return new CommandResult(exitCode, printer.toString(), errors.toString());
    }

    private static void print(
            final FakePbsPrinter printer, final FakePbsJob job, final boolean hasTasks) {
        printer.job(job);
        if (hasTasks) {
            job.tasks.forEach(printer::job);
        }
    }

    private static String name(final String text) {
        return text.contains(".") ? text : text + ".vm";
    }

    private CommandResult pbsnodes(final List<String> arguments) {
        final FakePbsPrinter printer = new FakePbsPrinter(option(arguments, "-D"));
        printer.node("vm", "free", Map.of("ncpus", "0"));
        nodes.forEach(
                (name, state) -> {
                    final Map<String, String> available = new LinkedHashMap<>();
                    available.put("arch", "linux");
                    available.put("host", "vm");
                    available.put("mem", "64000mb");
                    available.put("ncpus", "" + CORES);
                    available.put("vnode", name);
                    final boolean isMaintained =
                            all().stream()
                                    .anyMatch(
                                            job ->
                                                    job.isAdminSuspended
                                                            && vnodes(job.execVnode)
                                                                    .contains(name));
                    printer.node(name, isMaintained ? "maintenance" : state, available);
                });
        return yes(printer.toString());
    }

    private CommandResult qsub(final String user, final List<String> arguments) {
        final String range = option(arguments, "-J");
        final PbsJobId id = new PbsJobId(nextNumber++, range.isEmpty() ? -1 : PbsJobId.ARRAY);
        final FakePbsJob job = submit(id, user, arguments);
        jobs.add(job);
        if (!range.isEmpty()) {
            final String[] bounds = range.split("-");
            for (int i = Integer.parseInt(bounds[0]); i <= Integer.parseInt(bounds[1]); i++) {
                final FakePbsJob task = submit(new PbsJobId(id.number(), i), user, arguments);
                task.array = job;
                job.tasks.add(task);
            }
        }
        return yes(id + ".vm\n");
    }

    private FakePbsJob submit(final PbsJobId id, final String user, final List<String> arguments) {
        final FakePbsJob job = new FakePbsJob(id, user, clock.seconds());
        final int script = arguments.indexOf("--");
        for (int i = 0; i < script; i++) {
            final String value = arguments.get(i + 1);
            switch (arguments.get(i)) {
                case "-l" -> resource(job, value);
                case "-q" -> job.queue = value;
                case "-r" -> job.isRerunnable = value.equals("y");
                case "-v" -> job.variables = value;
                case "-h" -> {
                    job.holds = "u";
                    if (id.taskIndex() < 0) {
                        job.become('H', 20, FakePbsJob.NEVER);
                    }
                }
                default -> {}
            }
        }
        final List<String> program = arguments.subList(script + 1, arguments.size());
        job.exitCode = program.get(0).endsWith("false") ? 1 : 0;
        if (program.size() > 1) {
            job.durationNs = Long.parseLong(program.get(1)) * SECOND;
        }
        return job;
    }

    private static void resource(final FakePbsJob job, final String text) {
        final int equals = text.indexOf('=');
        final String value = text.substring(equals + 1);
        switch (text.substring(0, equals)) {
            case "select" -> job.select = value;
            case "place" -> job.place = value;
            case "walltime" -> job.walltime = value;
            case "ncpus" -> job.select = "1:ncpus=" + value;
            default -> throw new IllegalArgumentException(text);
        }
    }

    private CommandResult qrun(final String user, final List<String> arguments) {
        final boolean isAsync = arguments.contains("-a");
        final String text = arguments.get(arguments.size() - 1);
        final String error = qrun(user, option(arguments, "-H"), text);
        return error == null || isAsync ? yes("") : no(2, "qrun: " + error);
    }

    /**
     * What is wrong, or null when the job is on its way; for a suspended one that is a second copy.
     */
    private String qrun(final String user, final String place, final String text) {
        final FakePbsJob job = find(text);
        if (!user.equals(ROOT)) {
            return "Unauthorized Request  " + name(text);
        } else if (job == null) {
            return "Unknown Job Id " + name(text);
        } else if (job.state == 'F') {
            return "Job has finished";
        } else if ("QHWS".indexOf(job.state) < 0) {
            return "Request invalid for state of job " + name(text);
        }
        for (final String node : vnodes(place)) {
            if (!nodes.containsKey(node)) {
                return "Unknown node  " + place;
            }
        }
        job.execVnode = place;
        job.runCount++;
        job.startS = 0;
        job.exitStatus = null;
        job.hasBegun = false;
        job.comment = "Job run at DATE on " + place;
        job.become('R', 41, clock.nanoTime() + startNs);
        if (job.array != null) {
            job.array.state = 'B';
        }
        return null;
    }

    private CommandResult onJob(
            final String user, final String program, final List<String> arguments) {
        final String text = arguments.get(arguments.size() - 1);
        final FakePbsJob job = find(text);
        if (job == null) {
            return no(153, program + ": Unknown Job Id " + name(text));
        }
        if (!user.equals(ROOT) && !user.equals(job.owner)) {
            return no(159, program + ": Unauthorized Request  " + name(text));
        }
        if (job.hasEnded() && job.array == null) {
            return no(
                    35,
                    program
                            + ": Job has finished"
                            + (program.equals("qdel") ? " " + name(text) : ""));
        }
        return switch (program) {
            case "qdel" -> qdel(user, job);
            case "qsig" -> qsig(user, job, option(arguments, "-s"));
            case "qrerun" -> qrerun(user, job, arguments.contains("force"));
            case "qalter" -> qalter(job, option(arguments, "-W"));
            case "qhold" -> hold(job, option(arguments, "-h"));
            case "qrls" -> hold(job, "n");
            default -> throw new IllegalArgumentException(program);
        };
    }

    private static CommandResult badState(final String program, final FakePbsJob job) {
        return no(168, program + ": Request invalid for state of job " + job.id + ".vm");
    }

    private CommandResult qdel(final String user, final FakePbsJob job) {
        final List<FakePbsJob> victims = new ArrayList<>(job.tasks);
        victims.add(job);
        for (final FakePbsJob victim : victims) {
            if (victim.hasEnded()) {
                continue;
            }
            victim.isCancelled = true;
            victim.comment += " and terminated by " + user + "@vm";
            if (victim.isOnNodes()) {
                victim.exitStatus = 271;
                victim.isAdminSuspended = false;
                victim.become('E', 50, clock.nanoTime() + OBIT_NS);
            } else if (victim.tasks.stream().allMatch(FakePbsJob::hasEnded)) {
                end(victim, 91);
            }
        }
        return yes("");
    }

    private CommandResult qsig(final String user, final FakePbsJob job, final String signal) {
        final String name = job.id + ".vm";
        if (!user.equals(ROOT)) {
            return no(159, "qsig: Unauthorized Request  " + name);
        }
        final boolean isSuspension = signal.endsWith("suspend");
        final boolean isAdmin = signal.startsWith("admin");
        if (isSuspension) {
            if (job.state != 'R') {
                return badState("qsig", job);
            }
            job.leftNs = Math.max(0, job.dueNs - clock.nanoTime());
            job.isAdminSuspended = isAdmin;
            job.become('S', 43, FakePbsJob.NEVER);
            return yes("");
        }
        if (isAdmin != job.isAdminSuspended) {
            return no(73, "qsig: Job can not be resumed with the requested resume signal " + name);
        }
        if (job.state != 'S') {
            return badState("qsig", job);
        }
        if (isAdmin) {
            job.isAdminSuspended = false;
            job.wasResumed = true;
            job.become('R', 42, clock.nanoTime() + job.leftNs);
        } else {
            job.substate = 45;
        }
        return yes("");
    }

    private static CommandResult qrerun(
            final String user, final FakePbsJob job, final boolean isForced) {
        if (!user.equals(ROOT)) {
            return no(159, "qrerun: Unauthorized Request  " + job.id + ".vm");
        }
        if (job.state != 'R') {
            return badState("qrerun", job);
        }
        if (!job.isRerunnable && !isForced) {
            return no(190, "qrerun: job is not rerunnable " + job.id + ".vm");
        }
        if (!job.hasBegun && !isForced) {
            return no(
                    163,
                    "qrerun: Response timed out. Job rerun request still in progress for "
                            + job.id
                            + ".vm");
        }
        job.excusedCount += job.hasBegun ? 1 : 0;
        job.exitStatus = -11;
        job.queueAgain();
        return yes("");
    }

    private CommandResult qalter(final FakePbsJob job, final String attribute) {
        if (job.array != null) {
            return no(156, "qalter: Invalid request " + job.id + ".vm");
        }
        job.comment = attribute.substring(attribute.indexOf('=') + 1);
        return yes("");
    }

    private CommandResult hold(final FakePbsJob job, final String kind) {
        job.holds = kind;
        if ("QH".indexOf(job.state) >= 0) {
            job.become(kind.equals("n") ? 'Q' : 'H', kind.equals("n") ? 10 : 20, FakePbsJob.NEVER);
            job.comment = kind.equals("n") ? "" : "Job held by " + ROOT + " on DATE";
        }
        return yes("");
    }
}
