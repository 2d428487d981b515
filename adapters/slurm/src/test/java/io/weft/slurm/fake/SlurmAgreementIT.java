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

import static io.weft.slurm.fake.SettableClock.MILLI;
import static io.weft.slurm.fake.SettableClock.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.weft.manager.ManagerException;
import io.weft.manager.command.CommandResult;
import io.weft.slurm.SlurmCluster;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fake Slurm answers as a real one does, interaction by interaction. */
class SlurmAgreementIT {
    private static final int NODES = 2;
    private static final int CORES = 4;
    private static final int MULTIPLICITY = 2;
    private static final String UNKNOWN = "60000000";
    private static final String FIELDS =
            "JobID:;,State:;,PriorityLong:;,RestartCnt:;,Nice:;,Account:;,QOS:;,Partition:;,"
                    + "NumCPUs:;,tres-alloc:;,MinMemory:;,EligibleTime:;,Requeue:;,BatchFlag:;,"
                    + "OverSubscribe:;,tres-per-node:;,tres-per-job:;,Dependency:;,NodeList:;,"
                    + "exit_code:;,Feature:;,TimeLimit:;,Comment:;";

    /** A Slurm that users submit to. */
    private interface Site {
        String submit(int cpus, int seconds, boolean isRequeueable, String comment);

        CommandResult run(String... command);

        void pass();

        void drain(String node);
    }

    private static final class RealSite implements Site {
        private final SlurmCluster cluster;

        RealSite(final SlurmCluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public String submit(
                final int cpus,
                final int seconds,
                final boolean isRequeueable,
                final String comment) {
            return ""
                    + cluster.submit(
                            "sleep " + seconds,
                            "-N1",
                            "-n" + cpus,
                            "-t60",
                            isRequeueable ? "--requeue" : "--no-requeue",
                            "--comment=" + comment);
        }

        @Override
        public CommandResult run(final String... command) {
            return cluster.tryRun(command);
        }

        @Override
        public void pass() {
            try {
                Thread.sleep(50);
            } catch (final InterruptedException ex) {
                throw new AssertionError(ex);
            }
        }

        @Override
        public void drain(final String node) {
            cluster.run("scontrol", "update", "nodename=" + node, "state=drain", "reason=test");
        }
    }

    private static final class FakeSite implements Site {
        private final SettableClock clock = new SettableClock();
        private final FakeSlurm slurm = new FakeSlurm(clock, 1, NODES, CORES, MULTIPLICITY);

        @Override
        public String submit(
                final int cpus,
                final int seconds,
                final boolean isRequeueable,
                final String comment) {
            final FakeSlurmJob job = slurm.submit(1, cpus, seconds * SECOND, isRequeueable);
            job.kept.comment = comment;
            return "" + job.id;
        }

        @Override
        public CommandResult run(final String... command) {
            try {
                return slurm.run(List.of(command), SECOND);
            } catch (final ManagerException ex) {
                throw new AssertionError(ex);
            }
        }

        @Override
        public void pass() {
            clock.advance(50 * MILLI);
        }

        @Override
        public void drain(final String node) {
            slurm.controller.nodes.get(node).state = "drained";
        }
    }

    /** What is done to both, and what they answer. */
    private static final class Script {
        private final Site site;
        private final List<String> answers = new ArrayList<>();
        private final Map<String, String> submitted = new HashMap<>();

        Script(final Site site) {
            this.site = site;
        }

        List<String> play() {
            final String job = site.submit(2, 100, false, "users");
            show(job);
            refuseUnknown();
            for (final String verb : List.of("suspend", "resume", "requeuehold", "hold")) {
                control(verb, job);
            }
            start(job, 2, "n1=0-1");
            for (final String verb : List.of("release", "hold", "requeuehold", "suspend")) {
                control(verb, job);
            }
            show(job);
            for (final String verb : List.of("suspend", "resume", "resume")) {
                control(verb, job);
            }
            show(job);
            order(job, 2, "n2=0-1");
            control("update", "jobid=" + job, "reqnodelist=n2");
            control("update", "jobid=" + job, "admincomment=weft: text");
            control("update", "jobid=" + job, "requeue=1");
            control("requeuehold", job);
            await(job, "PENDING");
            show(job);
            start(job, 2, "n1=0-1");
            answer("scancel", job);
            await(job, "CANCELLED");
            show(job);
            refuseEnded(job);
            guarded();
            limited();
            suspended();
            ended();
            waiting();
            return answers;
        }

        private void refuseUnknown() {
            for (final String verb :
                    List.of("release", "hold", "suspend", "resume", "requeuehold")) {
                control(verb, UNKNOWN);
            }
            order(UNKNOWN, 1, "n1=0");
            answer("scancel", UNKNOWN);
            show(UNKNOWN);
        }

        private void refuseEnded(final String job) {
            for (final String verb : List.of("suspend", "resume")) {
                control(verb, job);
            }
            order(job, 1, "n1=0");
            answer("scancel", job);
            show(job);
        }

        private void suspended() {
            final String job = site.submit(4, 100, true, "class=urgent");
            show(job);
            start(job, 4, "n1=0-3");
            control("suspend", job);
            control("requeuehold", job);
            await(job, "PENDING");
            show(job);
            answer("scancel", job);
            show(job);
        }

        private void ended() {
            final String job = site.submit(1, 1, false, "x|y");
            start(job, 1, "n1=3");
            await(job, "COMPLETED");
            show(job);
            control("release", job);
            control("hold", job);
        }

        /** A drained node starts nothing; what is held again does not start later. */
        private void waiting() {
            final String job = site.submit(2, 100, false, "");
            site.drain("n2");
            order(job, 2, "n2=0-1");
            for (int i = 0; i < 60; i++) {
                site.pass();
            }
            show(job);
            control("hold", job);
            show(job);
            answer("scancel", job);
        }

        private void start(final String job, final int cpus, final String cores) {
            order(job, cpus, cores);
            await(job, "RUNNING");
            show(job);
        }

        private void order(final String job, final int cpus, final String cores) {
            control(
                    "update",
                    "jobid=" + job,
                    "mincpusnode=" + cpus,
                    "comment=weft:w7.1:" + submitted(job) + ":-:" + cores);
        }

        private void orderWithLimit(final String job, final int users, final int limit) {
            control(
                    "update",
                    "jobid=" + job,
                    "mincpusnode=1",
                    "comment=weft:w7.1:" + submitted(job) + ":u" + users + ":n1=0",
                    "timelimit=" + limit);
        }

        /** Slurm gets a longer limit than the user's, which is kept. */
        private void limited() {
            final String job = site.submit(1, 100, true, "class=urgent");
            orderWithLimit(job, 59, 291);
            show(job);
            orderWithLimit(job, 60, 291);
            await(job, "RUNNING");
            show(job);
            control("requeuehold", job);
            await(job, "PENDING");
            show(job);
            orderWithLimit(job, 291, 1400);
            order(job, 1, "n1=1");
            await(job, "RUNNING");
            show(job);
            answer("scancel", job);
            await(job, "CANCELLED");
        }

        /** When it was submitted first. */
        private String submitted(final String job) {
            return submitted.computeIfAbsent(
                    job,
                    number ->
                            site.run("squeue", "-h", "-t", "all", "-j", number, "-O", "SubmitTime:")
                                    .output()
                                    .strip());
        }

        /** Nothing is released but the job that is meant, when it waits for Weft. */
        private void guarded() {
            final String job = site.submit(2, 100, false, "users");
            submitted.put(job, "1700000000");
            order(job, 2, "n1=0-1");
            show(job);
            submitted.remove(job);
            order(job, 2, "n1=0-1");
            order(job, 2, "n1=2-3");
            await(job, "RUNNING");
            order(job, 2, "n1=2-3");
            show(job);
            answer("scancel", job);
            await(job, "CANCELLED");
        }

        private void control(final String... words) {
            final List<String> command = new ArrayList<>(List.of("scontrol", "-o"));
            command.addAll(List.of(words));
            answer(command.toArray(new String[0]));
        }

        private void show(final String job) {
            answer("squeue", "-h", "-a", "-r", "--noconvert", "-t", "all", "-j", job, "-O", FIELDS);
        }

        private void await(final String job, final String state) {
            String seen = "";
            for (int i = 0; i < 400 && !seen.strip().equals(state); i++) {
                site.pass();
                seen = site.run("squeue", "-h", "-t", "all", "-j", job, "-O", "State:").output();
            }
            answers.add("await " + state + " -> " + seen.strip());
        }

        private void answer(final String... command) {
            final CommandResult result = site.run(command);
            answers.add(
                    String.join(" ", command).replace(FIELDS, "...")
                            + " -> "
                            + result.exitCode()
                            + " "
                            + result.output().strip()
                            + " "
                            + result.error().strip());
        }

        /** Numbers of jobs, times and priorities are whatever they are. */
        static List<String> normalised(final List<String> answers) {
            return answers.stream()
                    .map(
                            text ->
                                    text.replaceAll("(?<=[ =])\\d+(?=\\s|$)", "N")
                                            .replaceAll("\\b\\d+(?=;[A-Z]+;)", "N")
                                            .replaceAll("(?<=;)\\d{10}(?=;)", "T")
                                            .replaceAll("(?<=:)\\d{10}(?=:)", "T")
                                            .replaceAll("billing=\\d+", "billing")
                                            // Whether a hold changes it then, too.
                                            .replaceAll(
                                                    "(;(?:RUNNING|SUSPENDED);.*;100M;)(?:T|N/A);",
                                                    "$1ELIGIBLE;")
                                            // How its shell ends is a matter of luck.
                                            .replaceAll(
                                                    ";(9|15|256|35072|36608);(?=\\(null)",
                                                    ";SIGNAL;"))
                    .toList();
        }
    }

    @Test
    void shouldAnswerAsARealSlurmDoes() {
        final List<String> real;
        try (SlurmCluster cluster = SlurmCluster.start(NODES, CORES, MULTIPLICITY)) {
            real = Script.normalised(new Script(new RealSite(cluster)).play());
        }
        final List<String> fake = Script.normalised(new Script(new FakeSite()).play());
        assertTrue(real.size() >= 30, "" + real.size());
        assertEquals(String.join("\n", real), String.join("\n", fake));
    }
}
