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
package io.weft.fuzz;

import io.weft.core.spi.PlacementPolicy;
import io.weft.core.spi.PolicyCatalogue;
import java.io.PrintStream;
import java.util.List;

/** Shows that the fuzzers find faults: each planted one within so many commands or cycles. */
final class Canary {
    private final PrintStream out;

    Canary(final PrintStream out) {
        this.out = out;
    }

    /** The placement fuzzer with a fault planted in what it tries. */
    static Fuzz fuzz(final Fault fault) {
        final PolicyCatalogue policies =
                (name, version) -> {
                    final PlacementPolicy policy = Policies.fast().create(name, version);
                    return policy == null ? null : new FaultyPolicy(policy, fault);
                };
        return new PlacementFuzz("canary " + fault.label(), policies);
    }

    /** Tries every fault; true when all were found. */
    boolean run() {
        int foundCount = 0;
        final List<Planted> all = Planted.all();
        for (final Planted planted : all) {
            foundCount += finds(planted) ? 1 : 0;
        }
        out.println("canary: " + foundCount + " of " + all.size() + " planted faults found");
        return foundCount == all.size();
    }

    /** Whether a fault is found. */
    boolean finds(final Planted planted) {
        final Fuzz fuzz = planted.fuzz();
        final Tally tally = new Tally();
        for (long seed = 1; tally.commandCount() < planted.commandCountMax(); seed++) {
            try {
                fuzz.run(seed, tally);
            } catch (final AssertionError ex) {
                out.println(
                        fuzz.name()
                                + ": found by seed "
                                + seed
                                + " after "
                                + tally.commandCount()
                                + " "
                                + fuzz.unit());
                return true;
            }
        }
        out.println(fuzz.name() + ": NOT found in " + tally.commandCount() + " " + fuzz.unit());
        return false;
    }
}
