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

import io.weft.simulator.MachineDescription;
import io.weft.simulator.PriorityWeights;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.metrics.QueueHistory;
import io.weft.simulator.metrics.ScheduleSummary;
import io.weft.simulator.report.SummaryJson;
import io.weft.simulator.report.SummaryTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** What a simulation says when it is done. */
final class SimulationReport {
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean isQuiet;
    private final boolean isJson;

    SimulationReport(PrintWriter out, PrintWriter err, boolean isQuiet, boolean isJson) {
        this.out = out;
        this.err = err;
        this.isQuiet = isQuiet;
        this.isJson = isJson;
    }

    /** The figures, and the lines of the traces that are not among them. */
    void print(
            SimulationSettings settings,
            JobSource source,
            ScheduleSummary summary,
            List<QueueHistory> queues,
            RunSpeed speed)
            throws IOException {
        WorkloadNotes.warn(source.workload().report(), err);
        if (isJson) {
            SummaryJson.write(summary, queues, out);
        } else if (!isQuiet) {
            out.println(text(settings));
            out.println(source.text());
            WorkloadNotes.printRules(source.workload().report(), out);
            out.println();
            out.print(SummaryTable.of(summary));
            out.print(SummaryTable.ofQueues(queues));
            out.println();
            out.println(speed.text());
            out.println(speed.sizeText());
        }
    }

    /** How fast one of several rounds was. */
    void printRound(int round, RunSpeed speed) {
        if (!isJson && !isQuiet) {
            out.println("round " + round + ": " + speed.text());
            out.flush();
        }
    }

    /** Where things were written. */
    void printPlaces(SimulationSettings settings, List<Path> results, JournalPlace place) {
        if (isJson || isQuiet) {
            return;
        }
        results.forEach(file -> out.println("wrote " + file));
        if (place.directory() != null) {
            out.println("wrote the journal " + place.directory());
            out.println(
                    settings.profile().edition() == null
                            ? "replay it with: " + Text.commandLine("replay", place.directory())
                            : "it can be inspected but not replayed: ncs decides by true run times");
        }
    }

    private static String text(SimulationSettings settings) {
        return text(settings.machine())
                + ", policy "
                + settings.policy()
                + ", M="
                + settings.maxMultiplicity()
                + weights(settings.priorityWeights())
                + queues(settings)
                + ", C_o="
                + Thousandths.text(settings.overheadPerMille())
                + ", "
                + settings.profile().text()
                + " semantics"
                + (settings.schedulesMemory() ? ", memory scheduled" : "")
                + (settings.rebalances() ? "" : ", no rebalancing")
                + (settings.stretchesLimits() ? "" : ", plain time limits")
                + (settings.contends() ? "" : ", kernel only: sharing slows no job")
                + turns(settings.timesliceNs())
                + ChangeFlags.text(settings)
                + OutsideFlags.text(settings);
    }

    private static String weights(PriorityWeights weights) {
        return weights.equals(PriorityWeights.NONE) ? "" : ", priority by " + weights;
    }

    private static String turns(long timesliceNs) {
        return timesliceNs == 0 ? "" : ", gangs in turns of " + timesliceNs / 1_000_000_000 + " s";
    }

    private static String queues(SimulationSettings settings) {
        if (!settings.hasTwoQueues()) {
            return "";
        }
        return ", interactive jobs on "
                + Text.count(settings.interactiveNodes())
                + " nodes of their own with M="
                + settings.interactiveMultiplicity();
    }

    private static String text(MachineDescription machine) {
        if (machine.isAnywhere()) {
            return Text.count(machine.coreCount()) + " processors";
        }
        return Text.count(machine.nodeCount())
                + " nodes with "
                + Text.count(machine.coreCount())
                + " cores";
    }
}
