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
package io.weft.manager;

/**
 * Whether the manager may have done what it was told, and forgotten both: it came up later than
 * that, and did not save everything before it went down. Then a job that it shows waiting may have
 * run, and nothing in it tells. Asks the manager only when that matters, once for an observation.
 */
final class Doubt {
    /** What the clocks of the manager and of the kernel may differ by; doubt costs little. */
    private static final long SKEW_NS = 1_000_000_000L;

    private static final long SECOND = 1_000_000_000L;

    private final ResourceManager manager;
    private long upSinceNs;
    private boolean isAsked;

    Doubt(final ResourceManager manager) {
        this.manager = manager;
    }

    /** What is asked from now on is about a new observation. */
    void onObservation() {
        isAsked = false;
    }

    /**
     * Whether what the manager was told of a job, or showed, at that time may be forgotten. Of a
     * job that was submitted since the manager came up it is not, which its own clock tells.
     *
     * @throws ManagerException when the manager is not there to be asked.
     */
    boolean mayBeForgotten(final JobKey key, final long timeNs) throws ManagerException {
        if (!isAsked) {
            upSinceNs = manager.upSinceNs();
            isAsked = true;
        }
        return upSinceNs >= timeNs - SKEW_NS && key.submitTimeS() * SECOND < upSinceNs;
    }
}
