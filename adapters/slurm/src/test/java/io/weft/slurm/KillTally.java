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

import io.weft.manager.JobKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What became of each job while Slurm and Weft were killed: what the job wrote itself is held
 * against the log of Slurm, the journal of Weft and what Weft reported.
 *
 * <p>A job has run once to its end; or Slurm forgot it, that is, has no end of it in its log, and
 * Weft named it, if it ever saw it; or Slurm forgot the run and Weft named that; or Slurm cancelled
 * it, having given its number to another one before, or having died while it launched it; or it was
 * in doubt at the end, and its user cancelled it, or released it and it ran. Two runs of a job are
 * by one order: then Slurm forgot the first, and that it was told no more.
 */
final class KillTally {
    private static final Pattern ENDED =
            Pattern.compile("JobId=\\d+ .* Name=(k\\d+) JobState=(\\w+) .*");

    private final List<Submission> submissions;
    private final SlurmCluster cluster;
    private final List<BridgeChild.Event> events;
    private final JournalCount count;
    private final Map<String, List<String>> ended = new LinkedHashMap<>();
    private final Set<String> forgotten = new TreeSet<>();
    private final Set<String> unseen = new TreeSet<>();
    private final Set<String> endedBySlurm = new TreeSet<>();
    private final Set<String> notRepeated = new TreeSet<>();
    private final Set<String> repeated = new TreeSet<>();
    private final Set<String> repeatedBySlurm = new TreeSet<>();
    private final Set<String> cancelledByUser;
    private final Set<String> released;
    private final List<String> wrong = new ArrayList<>();
    private final int highestMultiplicity;
    private int brokenOff;
    private int once;

    /**
     * A submission that Slurm acknowledged.
     *
     * @param name of the job.
     * @param id number that Slurm gave it.
     * @param fromS before it was submitted, s since 1970.
     * @param toS after that.
     */
    record Submission(String name, long id, long fromS, long toS) {
        /** What Weft may call it. */
        List<Long> jobIds() {
            final List<Long> ids = new ArrayList<>();
            for (long timeS = fromS; timeS <= toS; timeS++) {
                ids.add(JobKey.of(id, timeS).jobId());
            }
            return ids;
        }
    }

    KillTally(
            final List<Submission> submissions,
            final JobLog log,
            final SlurmCluster cluster,
            final List<BridgeChild.Event> events,
            final JournalCount count,
            final Set<String> cancelledByUser,
            final Set<String> released) {
        this.cancelledByUser = cancelledByUser;
        this.released = released;
        this.submissions = submissions;
        this.cluster = cluster;
        this.events = events;
        this.count = count;
        readEnds();
        final Map<String, List<JobLog.Run>> runs = log.runs();
        for (final Submission submission : submissions) {
            judge(submission, runs.getOrDefault(submission.name, List.of()));
        }
        // The processes of a run that Slurm forgot go on until its node has heard so.
        final Set<String> unbooked = new TreeSet<>(repeated);
        unbooked.addAll(repeatedBySlurm);
        unbooked.addAll(forgotten);
        unbooked.addAll(endedBySlurm);
        unbooked.addAll(unseen);
        unbooked.addAll(notRepeated);
        unbooked.addAll(cancelledByUser);
        highestMultiplicity = log.highestMultiplicity(unbooked);
    }

    /** The states that Slurm logged, by the name of the job. */
    private void readEnds() {
        try {
            for (final String line : Files.readAllLines(cluster.completionLog())) {
                final Matcher matcher = ENDED.matcher(line);
                if (matcher.matches()) {
                    ended.computeIfAbsent(matcher.group(1), name -> new ArrayList<>())
                            .add(matcher.group(2));
                }
            }
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    private void judge(final Submission submission, final List<JobLog.Run> runs) {
        final int whole = (int) runs.stream().filter(JobLog.Run::hasEnded).count();
        brokenOff += runs.size() - whole;
        once += whole == 1 ? 1 : 0;
        final List<Long> ids = submission.jobIds();
        final boolean isNamed = isTold("forgotten", ids);
        final boolean isUnseen =
                isKeyGivenAgain(submission)
                        || ids.stream().allMatch(id -> count.submissions(id) == 0);
        final boolean isKept = isTold("kept", ids);
        boolean isRight;
        if (!ended.containsKey(submission.name)) {
            (isUnseen ? unseen : forgotten).add(submission.name);
            isRight = (isNamed || isUnseen) && whole <= 1;
        } else if (whole <= 1 && isEndedBySlurm(submission, ids, runs.isEmpty())) {
            endedBySlurm.add(submission.name);
            isRight = true;
        } else {
            final int ordered = ids.stream().mapToInt(count::starts).sum();
            final boolean isGivenUp = isKept || cancelledByUser.contains(submission.name);
            isRight = whole == 1 || isGivenUp && whole == 0 || whole > 1 && toldCount(ids) > 0;
            isRight &= !isNamed || whole == 1;
            isRight &= ordered <= 1 + toldCount(ids);
            addTo(notRepeated, isKept, submission);
        }
        final long orders = runs.stream().map(JobLog.Run::token).distinct().count();
        addTo(repeated, orders > 1, submission);
        addTo(repeatedBySlurm, runs.size() > orders, submission);
        isRight &= orders <= 1;
        isRight &= runs.stream().noneMatch(run -> run.token().equals(JobLog.NO_TOKEN));
        isRight &= whole == 1 || !released.contains(submission.name);
        if (!isRight) {
            wrong.add(
                    submission
                            + " "
                            + runs
                            + " "
                            + ended.get(submission.name)
                            + events.stream().filter(event -> isOf(event, ids)).toList()
                            + controllerLog(submission.id));
        }
    }

    private static void addTo(
            final Set<String> names, final boolean isOne, final Submission submission) {
        if (isOne) {
            names.add(submission.name);
        }
    }

    /**
     * Slurm gives the number of a job that it forgot to another one; when the processes of the
     * first end, it takes the second for cancelled, or for one that has ended before it began, well
     * or not.
     */
    private boolean isEndedBySlurm(
            final Submission submission, final List<Long> ids, final boolean hasNotRun) {
        final List<String> states = ended.get(submission.name);
        if (hasNotRun && states.size() == 1 && isNumberGivenAgain(submission)) {
            return true;
        }
        return states.equals(List.of("CANCELLED"))
                && ids.stream().allMatch(id -> count.terminations(id) == 0)
                && (isNumberGivenAgain(submission) || isNotLaunched(submission));
    }

    private boolean isNumberGivenAgain(final Submission submission) {
        return submissions.stream()
                .anyMatch(
                        other ->
                                other.id == submission.id
                                        && other.toS <= submission.fromS
                                        && !ended.containsKey(other.name));
    }

    /** Forgotten, and the number given again, in one second: nobody can tell them apart. */
    private boolean isKeyGivenAgain(final Submission submission) {
        return submissions.stream()
                .anyMatch(
                        other ->
                                other != submission
                                        && other.id == submission.id
                                        && other.fromS <= submission.toS
                                        && submission.fromS <= other.toS);
    }

    /** A node that gets no whole order, as slurmctld was killed, cancels the job itself. */
    private boolean isNotLaunched(final Submission submission) {
        return controllerLog(submission.id).contains("Requeue of JobId=" + submission.id);
    }

    private boolean isTold(final String what, final List<Long> ids) {
        return events.stream().anyMatch(event -> isOf(event, ids) && event.what().equals(what));
    }

    /** How often Weft said that a run did not come to its end, or not as far as anybody knows. */
    private int toldCount(final List<Long> ids) {
        return (int)
                events.stream()
                        .filter(event -> isOf(event, ids) && !event.what().equals("foreign"))
                        .count();
    }

    private static boolean isOf(final BridgeChild.Event event, final List<Long> ids) {
        return event.jobId() != 0 && ids.contains(event.jobId());
    }

    private String controllerLog(final long id) {
        try (Stream<String> lines = Files.lines(cluster.folder().resolve("log/slurmctld.log"))) {
            return lines.filter(line -> line.contains("JobId=" + id))
                    .reduce("", (all, line) -> all + "\n    " + line);
        } catch (final IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

    /** Jobs of which none of that is true. */
    List<String> wrong() {
        return wrong;
    }

    /** Of the runs that Slurm did not forget. */
    int highestMultiplicity() {
        return highestMultiplicity;
    }

    /** What is worth telling, with its number. */
    Map<String, Object> rows() {
        final Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("jobs that Slurm acknowledged", submissions.size());
        rows.put("ran to the end exactly once", once);
        rows.put("forgotten by Slurm, and named by Weft", forgotten.size());
        rows.put("forgotten by Slurm before Weft saw them", unseen.size());
        rows.put("ended by Slurm: the number given again, or not launched", endedBySlurm.size());
        rows.put("run forgotten by Slurm, named by Weft and not repeated", notRepeated.size());
        rows.put(
                "run twice by Slurm, which forgot that it had started them",
                named(repeatedBySlurm));
        rows.put("run by two orders of Weft", named(repeated));
        rows.put("starts in doubt", eventCount("doubt"));
        rows.put("in doubt at the end, had begun, cancelled by its user", named(cancelledByUser));
        rows.put("in doubt at the end, released by its user, ran", named(released));
        rows.put("runs broken off by a crash of Slurm", brokenOff);
        rows.put("runs reported lost", eventCount("lost"));
        rows.put("starts that failed", eventCount("failed"));
        rows.put("times disconnected", eventCount("disconnected"));
        rows.put("highest multiplicity in the journal", count.highestMultiplicity());
        rows.put("highest multiplicity of runs that Slurm knew", highestMultiplicity);
        rows.put("entries of the journal", count.entryCount());
        return rows;
    }

    private static String named(final Set<String> names) {
        return names.size() + (names.isEmpty() ? "" : ": " + String.join(" ", names));
    }

    private long eventCount(final String what) {
        return events.stream().filter(event -> event.what().equals(what)).count();
    }
}
