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
import io.weft.simulator.workload.GeneratorOptions;
import io.weft.simulator.workload.Workload;
import picocli.CommandLine.Option;

/** What is generated. */
final class GeneratorFlags extends JobMixFlags {
    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Decides every draw: the same seed, the same jobs. Default: "
                            + GeneratorOptions.SEED_DEFAULT
                            + ".")
    private Long seed;

    /**
     * Draws the jobs.
     *
     * @throws Failure of usage if they cannot be drawn
     */
    Workload workload(MachineDescription machine) {
        return workload(machine, seed);
    }

    @Override
    void refuseBesideTrace() {
        super.refuseBesideTrace();
        refuse("--seed", seed);
    }
}
