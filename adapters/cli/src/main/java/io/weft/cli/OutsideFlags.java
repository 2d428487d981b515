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

import io.weft.simulator.FailurePlan;
import io.weft.simulator.SemanticsProfile;
import io.weft.simulator.SimulationSettings;
import io.weft.simulator.scenario.InputScript;
import io.weft.simulator.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What comes to a simulation besides its workload. */
final class OutsideFlags {
    @Option(
            names = "--failures",
            paramLabel = "PLAN",
            description =
                    "Nodes fail and come back, at random: mtbf=30d,repair=4h,seed=1 is a failure of"
                            + " each node every 30 days on average, for 4 hours on average. Times in"
                            + " s, m, h or d; the seed is 1 by default. Jobs of a node that fails"
                            + " are lost, or with requeue=yes start anew.")
    private String failures;

    @Option(
            names = "--inputs",
            paramLabel = "FILE",
            description =
                    "Give the kernel inputs at their times: lines such as at 2h drain 3, as in"
                            + " scenarios. Times are from the origin of the workload.")
    private Path inputs;

    /** Adds them to the settings of a simulation. */
    void addTo(SimulationSettings settings) {
        if (failures != null) {
            requireExact("--failures=" + failures, settings);
            settings.failures(Flag.set("--failures", failures, FailurePlan::of));
        }
        if (inputs != null) {
            requireExact("--inputs=" + inputs, settings);
            settings.inputs(script());
        }
    }

    private static void requireExact(String flag, SimulationSettings settings) {
        if (settings.profile() != SemanticsProfile.EXACT) {
            throw Failure.usage(
                    flag + " does not go with --semantics=" + settings.profile().text());
        }
    }

    private InputScript script() {
        try {
            return InputScript.read(inputs);
        } catch (ScenarioException e) {
            throw Failure.input(e.getMessage());
        } catch (IOException e) {
            throw Failure.input("--inputs=" + inputs + ": " + FileTrouble.text(e));
        }
    }

    /** What of it a report tells, or nothing. */
    static String text(SimulationSettings settings) {
        String text = "";
        if (settings.failures() != null) {
            text +=
                    ", nodes fail every "
                            + Text.days(settings.failures().mtbfNs())
                            + " for "
                            + Text.days(settings.failures().repairNs());
        }
        if (settings.inputs() != null) {
            text += ", inputs of " + settings.inputs().file();
        }
        return text;
    }
}
