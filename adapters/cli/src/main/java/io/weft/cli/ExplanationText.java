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
package io.weft.cli;

import io.weft.core.explain.Ahead;
import io.weft.core.explain.Blockers;
import io.weft.core.explain.Candidates;
import io.weft.core.explain.Change;
import io.weft.core.explain.Explanation;
import io.weft.core.explain.FilterStep;
import io.weft.core.explain.GateStep;
import io.weft.core.explain.Holder;
import io.weft.core.explain.JobEvent;
import io.weft.core.explain.JobFacts;
import io.weft.core.explain.JobTerms;
import io.weft.core.explain.NextPass;
import io.weft.core.explain.OrderPlace;
import io.weft.core.explain.Placement;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An explanation for people: a label and a sentence a line. */
final class ExplanationText {
    private final Explanation explanation;
    private PrintWriter out;

    ExplanationText(Explanation explanation) {
        this.explanation = explanation;
    }

    void print(PrintWriter target) {
        out = target;
        if (explanation.job() != null) {
            printJob(explanation.job());
        }
        String policy = explanation.policy() == null ? "" : ", policy " + explanation.policy();
        line("at", "position " + explanation.position() + ", " + moment() + policy);
        line("why", explanation.reason().code() + ": " + explanation.reason().text());
        if (explanation.filters() != null) {
            printGates();
            printNodes();
            printBlockers(explanation.blockers());
            printOrder();
            printChanges();
        }
        if (explanation.placement() != null) {
            printPlacement(explanation.placement());
        }
        printHistory();
    }

    private String moment() {
        return "at " + Text.seconds(explanation.timeNs());
    }

    private void line(String label, String text) {
        String gap = label.length() < 11 ? "" : "  ";
        out.println(String.format(Locale.ROOT, "%-11s%s", label + gap, text));
    }

    // ------------------------------------------------------------------ the job

    private void printJob(JobFacts job) {
        line(
                "job " + job.jobId(),
                job.state()
                        + ", "
                        + job.jobClass()
                        + ", queue "
                        + job.queueId()
                        + " (M="
                        + job.maxMultiplicity()
                        + "), user "
                        + job.userId()
                        + ", account "
                        + job.accountId());
        line("asks for", asks(job));
        line(
                "submitted",
                "position " + job.submitPosition() + ", at " + Text.seconds(job.submitTimeNs()));
        if (job.terms() != null) {
            printTerms(job.terms());
        }
    }

    private void printTerms(JobTerms terms) {
        List<String> lines = new ArrayList<>();
        if (terms.beginTimeNs() != null) {
            lines.add("not before " + Text.seconds(terms.beginTimeNs()));
        }
        if (terms.deadlineNs() != null) {
            String promise =
                    terms.promisedStartNs() == null
                            ? ""
                            : ", reserved for it from " + Text.seconds(terms.promisedStartNs());
            lines.add("to have ended by " + Text.seconds(terms.deadlineNs()) + promise);
        }
        if (terms.reservationId() != null) {
            lines.add("in reservation " + terms.reservationId());
        }
        if (terms.isolation() != null) {
            lines.add("on nodes with jobs of its " + terms.isolation() + " alone");
        }
        if (terms.siblings() != null) {
            lines.add(siblings(terms.siblings()));
        }
        terms.dependencies().forEach(dependency -> lines.add(dependency(dependency)));
        for (int i = 0; i < lines.size(); i++) {
            line(i == 0 ? "terms" : "", lines.get(i));
        }
    }

    private static String siblings(JobTerms.Siblings siblings) {
        String text =
                siblings.place()
                        + " of "
                        + siblings.count()
                        + (siblings.kind().equals("array") ? " of array " : " copies of job ")
                        + siblings.firstId()
                        + ", "
                        + siblings.aliveCount()
                        + " not gone";
        String slots =
                siblings.slotMax() == 0 ? "" : ", at most " + siblings.slotMax() + " at once";
        return text + slots + (siblings.onSwitchesApart() ? ", on switches apart" : "");
    }

    private static String dependency(JobTerms.Dependency dependency) {
        return dependency.kind()
                + (dependency.jobId() == null
                        ? ": another tenant's job"
                        : ": job " + dependency.jobId() + ", " + dependency.state());
    }

    private static String asks(JobFacts job) {
        StringBuilder text = new StringBuilder(size(job.nodeCount(), job.coresPerNode()));
        append(text, job.memoryPerNode(), " bytes a node");
        append(text, job.memoryPerCore(), " bytes a core");
        append(text, job.gpusPerNode(), " GPUs a node");
        append(text, job.priority(), " of priority");
        if (job.features() != 0) {
            text.append(", features 0x").append(Long.toHexString(job.features()));
        }
        text.append(job.exclusive() ? ", nodes for itself" : "");
        return text.append(", for up to ").append(Text.seconds(job.walltimeNs())).toString();
    }

    private static void append(StringBuilder text, long count, String unit) {
        if (count != 0) {
            text.append(", ").append(count).append(unit);
        }
    }

    private static String size(int nodeCount, int coresPerNode) {
        return nodeCount == 0
                ? coresPerNode + " cores anywhere"
                : nodeCount + " x " + coresPerNode + " cores";
    }

    // ------------------------------------------------------------------ waiting

    private void printGates() {
        String label = "gates";
        for (GateStep gate : explanation.gates()) {
            line(
                    label,
                    gate.name()
                            + " "
                            + gate.held()
                            + " held, "
                            + gate.asked()
                            + " asked for, at most "
                            + gate.cap()
                            + (gate.open() ? ", open" : ", shut"));
            label = "";
        }
    }

    private void printNodes() {
        Candidates candidates = explanation.candidates();
        String filters =
                explanation.filters().stream()
                        .map(ExplanationText::step)
                        .collect(Collectors.joining(", "));
        line("nodes", filters);
        line(
                "candidates",
                candidates.nodeCount()
                        + list(": ", candidates.nodeIds(), candidates.nodeCount())
                        + "; "
                        + candidates.supply()
                        + " of "
                        + candidates.need()
                        + " "
                        + candidates.unit()
                        + (candidates.need() == 1 ? "" : "s")
                        + (candidates.suffice() ? ", enough" : ""));
    }

    private static String step(FilterStep step) {
        return step.nodeCount() + " " + step.name();
    }

    /** The first of a list, with a sign that there are more. */
    private static String list(String before, List<Integer> ids, int count) {
        if (ids.isEmpty()) {
            return "";
        }
        String text = ids.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return before + text + (ids.size() < count ? " ..." : "");
    }

    private void printBlockers(Blockers blockers) {
        if (blockers.holderCount() > 0) {
            line(
                    "held by",
                    count(blockers.holderCount(), "job")
                            + ", of which "
                            + blockers.awaitedCount()
                            + " will have ended at its earliest start"
                            + otherTenants(blockers.otherTenantCount()));
        }
        for (Holder holder : blockers.holders()) {
            line(
                    "",
                    "job "
                            + holder.jobId()
                            + " on "
                            + holder.nodeCount()
                            + list(": ", holder.nodeIds(), holder.nodeCount())
                            + ", until "
                            + Text.seconds(holder.expectedEndNs())
                            + (holder.awaited() ? "" : ", not waited for"));
        }
        if (blockers.ahead() != null) {
            line("ahead", ahead(blockers.ahead()));
        }
        Long earliestNs = explanation.earliestStartNs();
        line("earliest", earliestNs == null ? "never, as things are" : start(earliestNs));
    }

    private static String count(int count, String unit) {
        return count + " " + (count == 1 ? unit : unit + "s");
    }

    private static String otherTenants(int count) {
        return count == 0 ? "" : "; of other tenants: " + count;
    }

    private static String ahead(Ahead ahead) {
        if (ahead.jobId() == null) {
            return "another tenant's job";
        }
        String when =
                ahead.earliestStartNs() == null
                        ? ""
                        : ", from " + Text.seconds(ahead.earliestStartNs());
        return "job " + ahead.jobId() + ": " + size(ahead.nodeCount(), ahead.coresPerNode()) + when;
    }

    private String start(long startNs) {
        long waitNs = startNs - explanation.timeNs();
        return waitNs == 0
                ? "now, if it were alone in waiting"
                : Text.seconds(startNs) + ", in " + Text.seconds(waitNs);
    }

    private void printOrder() {
        OrderPlace order = explanation.order();
        if (order != null) {
            line(
                    "order",
                    order.place()
                            + " of "
                            + order.pendingCount()
                            + ", in its queue "
                            + order.placeInQueue()
                            + " of "
                            + order.pendingInQueue());
            order.keys().forEach(this::printKey);
        }
    }

    private void printKey(OrderPlace.Key key) {
        line(
                "",
                key.name()
                        + " "
                        + key.value()
                        + (key.higherFirst() ? " (higher first)" : " (lower first)"));
        for (OrderPlace.Factor factor : key.factors()) {
            line("", "  " + factor.contribution() + " for " + factor.name() + " " + factor.value());
        }
    }

    private void printChanges() {
        NextPass pass = explanation.nextPass();
        if (pass != null) {
            line(
                    "next pass",
                    "due, and starts "
                            + count(pass.startedCount(), "job")
                            + (pass.startsJob() ? ", this one too" : ", not this one"));
        }
        if (pass == null || !pass.startsJob()) {
            List<Change> changes = explanation.changes();
            line(
                    "changes",
                    changes.isEmpty()
                            ? "No single one would start it now."
                            : changes.get(0).text());
            changes.stream().skip(1).forEach(change -> line("", change.text()));
        }
    }

    // ------------------------------------------------------------------ running, gone

    private void printPlacement(Placement placement) {
        line(
                "started",
                "at "
                        + Text.seconds(placement.startTimeNs())
                        + ", up to "
                        + placement.multiplicity()
                        + " processes a core, limit at "
                        + Text.seconds(placement.expectedEndNs()));
        for (Placement.NodeShare share : placement.nodes()) {
            StringBuilder text = new StringBuilder("node " + share.nodeId());
            text.append(", ").append(share.coreCount()).append(" cores");
            append(text, share.memory(), " bytes");
            append(text, share.gpuCount(), " GPUs");
            line("", text.toString());
        }
        if (placement.nodeCount() > placement.nodes().size()) {
            line("", "and " + (placement.nodeCount() - placement.nodes().size()) + " nodes more");
        }
    }

    private void printHistory() {
        String label = "history";
        for (JobEvent event : explanation.history()) {
            String reason = event.reason() == null ? "" : ": " + event.reason().text();
            line(
                    label,
                    "position "
                            + event.position()
                            + ", "
                            + Text.seconds(event.timeNs())
                            + ", "
                            + event.what()
                            + reason);
            label = "";
        }
    }
}
