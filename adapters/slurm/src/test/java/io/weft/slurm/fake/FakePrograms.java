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
package io.weft.slurm.fake;

import static io.weft.slurm.fake.SettableClock.SECOND;

import io.weft.manager.command.CommandResult;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How squeue, sinfo, scontrol and scancel of Slurm 22.05 word what {@link FakeController} does. */
final class FakePrograms {
    private static final CommandResult DONE = new CommandResult(0, "", "");

    private final FakeController controller;
    boolean isGuarded = true;

    FakePrograms(final FakeController controller) {
        this.controller = controller;
    }

    CommandResult run(final List<String> command) {
        return switch (command.get(0)) {
            case "sinfo" -> sinfo(command);
            case "squeue" -> squeue(command);
            case "scancel" -> scancel(command.get(1));
            case "scontrol" -> scontrol(command.subList(2, command.size()));
            default -> throw new AssertionError("" + command);
        };
    }

    private static String option(final List<String> command, final String name) {
        final int at = command.indexOf(name);
        return at < 0 ? null : command.get(at + 1);
    }

    /** A format such as {@code JobID:,,State:;}: names with what ends each. */
    private static String record(final String format, final UnaryOperator<String> value) {
        final StringBuilder record = new StringBuilder();
        for (final String field : format.split(",")) {
            final int colon = field.indexOf(':');
            record.append(value.apply(field.substring(0, colon)))
                    .append(field, colon + 1, field.length());
        }
        return record.append('\n').toString();
    }

    // ------------------------------------------------------------------ sinfo, squeue

    private CommandResult sinfo(final List<String> command) {
        final String format = option(command, "-O");
        final StringBuilder text = new StringBuilder();
        for (final FakeController.Node node : controller.nodes.values()) {
            text.append(record(format, name -> nodeField(node, name)));
        }
        return new CommandResult(0, text.toString(), "");
    }

    private String nodeField(final FakeController.Node node, final String name) {
        return switch (name) {
            case "StateComplete" -> node.state;
            case "CPUs" -> "" + controller.cores * controller.multiplicity;
            case "Memory" -> "" + controller.nodeMemoryMib;
            case "Gres", "features_act" -> "(null)";
            case "NodeList" -> node.name;
            default -> throw new AssertionError(name);
        };
    }

    private CommandResult squeue(final List<String> command) {
        final String format = option(command, "-O");
        final String partition = option(command, "-p");
        final String number = option(command, "-j");
        final StringBuilder text = new StringBuilder();
        if (number != null) {
            final FakeSlurmJob job = controller.find(Long.parseLong(number));
            if (job == null) {
                return new CommandResult(
                        1, "", "slurm_load_jobs error: Invalid job id specified\n");
            }
            text.append(record(format, name -> jobField(job, name)));
        } else {
            for (final FakeSlurmJob job : controller.jobs) {
                final boolean isAsked = ("," + partition + ",").contains(job.kept.partition);
                if (isAsked && controller.isTold(job) && controller.find(job.id) == job) {
                    text.append(record(format, name -> jobField(job, name)));
                }
            }
        }
        return new CommandResult(0, text.toString(), "");
    }

    private static String jobField(final FakeSlurmJob job, final String name) {
        final FakeSlurmJob.Kept kept = job.kept;
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "jobarrayid", "jobid" -> "" + job.id;
            case "submittime" -> "" + kept.submitS;
            case "state" -> kept.state;
            case "prioritylong" -> "" + kept.priority;
            case "restartcnt" -> "" + kept.restarts;
            case "nice" -> "0";
            case "exit_code" -> "" + kept.exitStatus;
            case "username" -> "alice";
            case "account", "qos", "feature", "dependency" -> "(null)";
            case "partition" -> kept.partition;
            case "numcpus" -> "" + job.cpus;
            case "tres-alloc" ->
                    "cpu="
                            + job.cpus
                            + ",mem="
                            + job.memoryMib * job.cpus
                            + "M,node="
                            + Math.max(1, job.nodeCount)
                            + ",billing="
                            + job.cpus;
            case "minmemory" -> job.memoryMib + "M";
            case "timelimit" ->
                    String.format(
                            Locale.ROOT,
                            "%d:%02d:00",
                            kept.limitMinutes / 60,
                            kept.limitMinutes % 60);
            case "eligibletime" ->
                    kept.eligibleNs == FakeSlurmJob.NEVER ? "N/A" : "" + kept.eligibleNs / SECOND;
            case "requeue" -> "" + kept.requeue;
            case "batchflag" -> "1";
            case "oversubscribe" -> "OK";
            case "tres-per-node", "tres-per-job" -> "N/A";
            case "nodelist" -> String.join(",", kept.nodes);
            case "comment" -> kept.comment.isEmpty() ? "(null)" : kept.comment;
            default -> throw new AssertionError(name);
        };
    }

    // ------------------------------------------------------------------ scancel, scontrol

    private CommandResult scancel(final String number) {
        final FakeSlurmJob job = controller.find(Long.parseLong(number));
        if (job != null) {
            controller.cancel(job);
        }
        return DONE;
    }

    private CommandResult scontrol(final List<String> words) {
        final String verb = words.get(0);
        if (words.equals(List.of("show", "config"))) {
            final String text = "Configuration data as of %d\nBOOT_TIME               = %d\n";
            final long nowS = controller.clock.nanoTime() / SECOND;
            return new CommandResult(
                    0, String.format(Locale.ROOT, text, nowS, controller.bootS), "");
        }
        final boolean isUpdate = verb.equals("update");
        final String number = isUpdate ? value(words, "jobid") : words.get(1);
        final FakeSlurmJob job = controller.find(Long.parseLong(number));
        final String no = job == null ? unknown(verb) : refusal(verb, job, words);
        if (!no.isEmpty()) {
            final boolean isHold = verb.equals("hold") || verb.equals("release");
            final String more = isHold ? "slurm_suspend error: " + no + "\n" : "";
            return new CommandResult(1, "", no + " for job " + number + "\n" + more);
        }
        switch (verb) {
            case "update" -> update(job, words);
            case "release" -> controller.release(job);
            case "hold" -> {
                job.kept.priority = 0;
                job.kept.reason = "JobHeldAdmin";
                job.kept.eligibleNs = job.is("PENDING") ? FakeSlurmJob.NEVER : job.kept.eligibleNs;
            }
            case "suspend" -> {
                if (job.is("RUNNING")) {
                    controller.suspend(job);
                }
            }
            case "resume" -> controller.resume(job);
            case "requeuehold" -> controller.requeue(job);
            default -> throw new AssertionError("" + words);
        }
        return DONE;
    }

    private static String unknown(final String verb) {
        return verb.equals("suspend") || verb.equals("resume")
                ? "Unexpected message received"
                : "Invalid job id specified";
    }

    private String refusal(final String verb, final FakeSlurmJob job, final List<String> words) {
        final boolean isSuspension = verb.equals("suspend") || verb.equals("resume");
        if (job.hasEnded() || isSuspension && job.is("COMPLETING")) {
            return isSuspension
                    ? "Job/step already completing or completed"
                    : "Job has already finished";
        }
        if (isStart(words) && !guard(job, value(words, "comment"))) {
            return "Unspecified error";
        }
        final boolean isWaiting = job.is("PENDING");
        return switch (verb) {
            case "update" ->
                    value(words, "reqnodelist") != null && !isWaiting
                            ? "Invalid node name specified"
                            : "";
            case "suspend" -> isWaiting ? "Job is pending execution" : "";
            case "resume" ->
                    isWaiting
                            ? "Job is pending execution"
                            : job.is("SUSPENDED") ? "" : "Job is not suspended";
            case "requeuehold" ->
                    job.kept.requeue == 0
                            ? "Requested operation is presently disabled"
                            : isWaiting ? "Job is pending execution" : "";
            default -> "";
        };
    }

    private boolean isStart(final List<String> words) {
        final String comment = value(words, "comment");
        return isGuarded && comment != null && comment.startsWith("weft:w");
    }

    /** As job_submit.lua: whether the job is the one that is meant, and waits for Weft alone. */
    private static boolean guard(final FakeSlurmJob job, final String comment) {
        final String own = job.kept.comment;
        final String submitted =
                own.startsWith("weft:w") ? own.split(":")[2] : "" + job.kept.submitS;
        final int limit = limit(comment);
        final int known = limit(own) > 0 ? limit(own) : job.kept.limitMinutes;
        return job.is("PENDING")
                && job.kept.priority == 0
                && !own.startsWith("weft:hold")
                && comment.split(":")[2].equals(submitted)
                && (limit == 0 || limit == known);
    }

    /** The limit of the user that a comment keeps, in minutes, or 0. */
    private static int limit(final String comment) {
        final String digits =
                comment.startsWith("weft:w") ? comment.split(":")[3].substring(1) : "";
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static String value(final List<String> words, final String name) {
        for (final String word : words) {
            if (word.startsWith(name + "=")) {
                return word.substring(name.length() + 1);
            }
        }
        return null;
    }

    private void update(final FakeSlurmJob job, final List<String> words) {
        final FakeSlurmJob.Kept kept = job.kept;
        final int limitKept = limit(kept.comment);
        for (final String word : words.subList(2, words.size())) {
            final int equals = word.indexOf('=');
            final String value = word.substring(equals + 1);
            switch (word.substring(0, equals)) {
                case "reqnodelist" -> kept.reqNodes = FakeHostList.expand(value);
                case "numnodes" -> kept.nodesAsked = Integer.parseInt(value.split("-")[0]);
                case "mincpusnode" -> kept.leastCpus = Integer.parseInt(value);
                case "timelimit" -> kept.limitMinutes = Integer.parseInt(value);
                case "starttime" -> kept.eligibleNs = controller.clock.nanoTime();
                case "requeue" -> kept.requeue = Integer.parseInt(value);
                case "admincomment" -> kept.adminComment = value;
                case "comment" -> kept.comment = value + users(kept.comment);
                default -> throw new AssertionError(word);
            }
        }
        if (isStart(words)) {
            if (limit(kept.comment) == 0 && limitKept > 0) {
                kept.limitMinutes = limitKept;
            }
            if (kept.restarts > 0) {
                kept.eligibleNs = controller.clock.nanoTime();
            }
            kept.reqNodes =
                    controller.nodes.keySet().stream()
                            .filter(node -> !job.cores(node).isEmpty())
                            .toList();
            kept.nodesAsked = kept.reqNodes.size();
            controller.release(job);
        }
    }

    /** As job_submit.lua: what the user wrote stays behind the bar. */
    private static String users(final String comment) {
        final boolean isOwn = comment.startsWith("weft:");
        final int bar = comment.indexOf('|');
        final String users = isOwn ? (bar < 0 ? "" : comment.substring(bar + 1)) : comment;
        return users.isEmpty() ? "" : "|" + users;
    }
}
