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
package io.weft.simulator.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusyRuleTest {
    @ParameterizedTest
    @CsvSource({
        "-0.001, 100, 1, thresholdPercent=-0.001",
        "NaN, 100, 1, thresholdPercent=NaN",
        "Infinity, 100, 1, thresholdPercent=Infinity",
        "20, 0, 1, corePercent=0.0",
        "20, -1, 1, corePercent=-1.0",
        "20, NaN, 1, corePercent=NaN",
        "20, Infinity, 1, corePercent=Infinity",
        "20, 100, 0, sampleNs=0",
        "20, 100, -5, sampleNs=-5",
    })
    void shouldRefuseWhatIsOutOfRange(
            double thresholdPercent, double corePercent, long sampleNs, String named) {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new BusyRule(thresholdPercent, corePercent, sampleNs));

        assertTrue(refused.getMessage().startsWith(named), refused::getMessage);
    }

    @Test
    void shouldCountAsBusyWhatIsAboveTheThresholdOfACore() {
        BusyRule ofMegahertz = new BusyRule(20, 2100, BusyRule.UNTIL_NEXT);

        assertEquals(50, ofMegahertz.percent(1050));
        assertFalse(ofMegahertz.isBusy(ofMegahertz.percent(420)));
        assertTrue(ofMegahertz.isBusy(ofMegahertz.percent(420.1)));
        assertTrue(new BusyRule(0, 100, 1).isBusy(0.001));
        assertFalse(new BusyRule(0, 100, 1).isBusy(0));
    }
}
