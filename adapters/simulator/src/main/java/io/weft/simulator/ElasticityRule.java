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
package io.weft.simulator;

import io.weft.core.client.ElasticityRequest;
import java.util.Set;

/**
 * When malleable jobs get other sizes by themselves, in all queues.
 *
 * @param underPressure whether jobs shrink when the first job that waits can start then
 * @param growPauseNs time from any change of a job's size until it grows into idle cores, ns; 0:
 *     none grows
 * @param idleNs after which a session that is idle shrinks, ns; 0: none does
 * @param idlePerMille a session is idle that keeps at most so much of its cores busy
 */
public record ElasticityRule(
        boolean underPressure, long growPauseNs, long idleNs, int idlePerMille) {
    private static final Set<String> NAMES = Set.of("pressure", "grow", "idle", "below");
    private static final int MILLE = 1000;

    /**
     * The rule of a text such as {@code pressure,grow=600,idle=1800,below=5%}; times are seconds.
     *
     * @throws IllegalArgumentException naming what is wrong in it
     */
    public static ElasticityRule of(final String text) {
        final RuleText rule = new RuleText(text, NAMES);
        if (rule.has("below") && !rule.has("idle")) {
            throw new IllegalArgumentException("below=…, expected idle=… beside it");
        }
        final int below = rule.has("below") ? rule.perMille("below") : 0;
        if (below > MILLE) {
            throw new IllegalArgumentException(
                    "below=" + rule.value("below") + ", expected at most 100%");
        }
        return new ElasticityRule(
                rule.has("pressure"), rule.ns("grow", 0, 1), rule.ns("idle", 0, 1), below);
    }

    ElasticityRequest request(final int queueId) {
        final ElasticityRequest request =
                new ElasticityRequest(queueId).shrinkIdle(idleNs, idlePerMille);
        if (underPressure) {
            request.shrinkForPending();
        }
        return growPauseNs == 0 ? request : request.growIdle(growPauseNs);
    }
}
