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
package io.weft.placement.policy;

import io.weft.core.spi.ClusterView;
import io.weft.core.spi.Pace;

/** How long a job holds what it gets, at most. */
final class Durations {
    private Durations() {}

    /** Its time limit, stretched by the multiplicity with which it starts if limits are. */
    static long of(final ClusterView view, final int jobRow, final int multiplicity) {
        final long walltimeNs = view.jobWalltimeNs(jobRow);
        final long divisor = Pace.divisorPerMille(multiplicity, view.overheadPerMille());
        return view.stretchesLimits() ? Pace.timeCeil(walltimeNs, divisor) : walltimeNs;
    }
}
