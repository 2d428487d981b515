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

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;

/**
 * How a bridge is doing. Times are ns on the clock of the kernel, {@link #NULL_TIME} for never.
 *
 * @param isConnected whether the last thing asked of the manager was answered.
 * @param connectedSinceNs since when; while it is not, since when it is not.
 * @param lastObservationNs when the last observation was complete.
 * @param observationAgeNs how long ago that is; -1 for never.
 * @param nextObservationNs when it is looked at next; {@link #NULL_TIME} for at once.
 * @param observationCount observations.
 * @param observationFailureCount observations that failed.
 * @param trackedJobCount jobs that the kernel knows.
 * @param pendingCommandCount decisions that are not seen to be carried out.
 * @param foreignJobCount jobs that Weft did not start there.
 * @param forgottenJobCount jobs that the manager lost without an end.
 * @param lostRunCount runs that the manager broke off by itself.
 * @param startCount orders to start that were sent.
 * @param startFailureCount of these, those that were refused or not seen to be carried out.
 * @param startInDoubtCount of these, those that the manager may have carried out and forgotten.
 * @param commandCount commands that were sent, starts and texts included.
 * @param commandFailureCount commands that failed.
 * @param inputCount inputs written.
 * @param rejectedInputCount inputs that the kernel refused.
 * @param lastRejection what it refused last.
 * @param lastError of the manager.
 */
public record BridgeStatus(
        boolean isConnected,
        long connectedSinceNs,
        long lastObservationNs,
        long observationAgeNs,
        long nextObservationNs,
        long observationCount,
        long observationFailureCount,
        int trackedJobCount,
        int pendingCommandCount,
        int foreignJobCount,
        long forgottenJobCount,
        long lostRunCount,
        long startCount,
        long startFailureCount,
        long startInDoubtCount,
        long commandCount,
        long commandFailureCount,
        long inputCount,
        long rejectedInputCount,
        String lastRejection,
        String lastError) {
    /** No time. */
    public static final long NULL_TIME = Long.MIN_VALUE;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The same, with the age that the last observation has at a time. */
    BridgeStatus at(final long nowNs) {
        final long ageNs = lastObservationNs == NULL_TIME ? -1 : nowNs - lastObservationNs;
        return new BridgeStatus(
                isConnected,
                connectedSinceNs,
                lastObservationNs,
                ageNs,
                nextObservationNs,
                observationCount,
                observationFailureCount,
                trackedJobCount,
                pendingCommandCount,
                foreignJobCount,
                forgottenJobCount,
                lostRunCount,
                startCount,
                startFailureCount,
                startInDoubtCount,
                commandCount,
                commandFailureCount,
                inputCount,
                rejectedInputCount,
                lastRejection,
                lastError);
    }

    /**
     * As one JSON object.
     *
     * @return one line, a field for each component.
     */
    public String json() {
        try {
            return MAPPER.writeValueAsString(this);
        } catch (final JsonProcessingException ex) {
            throw new UncheckedIOException(ex);
        }
    }
}
