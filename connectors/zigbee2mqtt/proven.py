"""The models of which messages are compared with what they must say (tests/frames/zigbee2mqtt/models).

One line a model: vendor, a bar, model. tests/connectors/zigbee2mqtt/test_report.py compares.
"""

PROVEN = frozenset(
    """
ADEO | LDSENK08
ADEO | LDSENK09
Alecto | SMART-SMOKE10
Aqara | CTP-R01
Aqara | DJT11LM
Aqara | DJT12LM
Aqara | DWZTCGQ11LM
Aqara | FP1E
Aqara | JT-BZ-01AQ/A
Aqara | JY-GZ-01AQ
Aqara | KQJCMB11LM
Aqara | MCCGQ11LM
Aqara | MCCGQ12LM
Aqara | MCCGQ13LM
Aqara | MCCGQ14LM
Aqara | MFKZQ01LM
Aqara | PS-S04D
Aqara | RTCGQ11LM
Aqara | RTCGQ12LM
Aqara | RTCGQ13LM
Aqara | RTCGQ14LM
Aqara | RTCGQ15LM
Aqara | RTCZCGQ11LM
Aqara | SJCGQ11LM
Aqara | SJCGQ12LM
Aqara | SJCGQ13LM
Aqara | SP-EUC01
Aqara | VOCKQJK11LM
Aqara | WSDCGQ11LM
Aqara | WXKG11LM
Aqara | WXKG12LM
Bosch | 8750001213
Bosch | BSD-2
Bosch | BSEN-C2
Bosch | BSEN-M
Bosch | BSEN-W
Bosch | BSIR-EZ
Bosch | ISW-ZPR1-WP13
Bosch | RADION TriTech ZB
CTM Lyng | AX_Water_Sensor
Centralite | 3400-D
Climax | CO-8ZBS
Climax | KP-23EL-ZBS-ACE
Climax | PSM-29ZBSR
Climax | SD-8SCZBS
DAEWOO | WKE502Z
Danalock | V3-BTZB/V3-BTZBE
Danfoss | 014G2461
Datek | 0402946
Develco | AQSZB-110
Develco | FLSZB-110
Develco | HESZB-120
Develco | HMSZB-110
Develco | KEYZB-110
Develco | MOSZB-130
Develco | MOSZB-140
Develco | MOSZB-153
Develco | SBTZB-110
Develco | SMSZB-120
Develco | SPLZB-134
Develco | WISZB-120
Develco | WISZB-121
Develco | WISZB-134
Develco | WISZB-137
Develco | ZHEMI101
EZVIZ | CS-T2C
Ecolink | FFZB1-SM-ECO
Feibit | NZRC106W-M2
Feibit | SBM01ZB
Feibit | SCA01ZB
Feibit | SEB01ZB
Feibit | SSA01ZB
FireAngel | W2-Module
FireAngel | ZBCO-AE-10X-EUR
FrankEver | FK-BV05
Frient | SIRZB-112
Frient | WISZB-131
HOBEIAN | ZG-204ZE
HOBEIAN | ZG-204ZV
HOBEIAN | ZG-210Z
HOBEIAN | ZG-303Z
Halo Smart Labs | HALO
Heiman | HM-5HA-E
Heiman | HM-636THV-AC-M
Heiman | HM1RC-2-E
Heiman | HS1CA-E
Heiman | HS1CA-E-PLUS
Heiman | HS1CA-M
Heiman | HS1CG-E
Heiman | HS1DS
Heiman | HS1EB/HS1EB-E
Heiman | HS1HT
Heiman | HS1MIS-3.0
Heiman | HS1MS-EF
Heiman | HS1RC-N
Heiman | HS1SA-E
Heiman | HS1SA-E Lover
Heiman | HS1SA-E-PLUS
Heiman | HS1VS-EF
Heiman | HS1VS-N
Heiman | HS1WL/HS3WL
Heiman | HS2AQ-EM
Heiman | HS2DB
Heiman | HS2FD-EF1-3.0
Heiman | HS2SA-EF-3.0
Heiman | HS2VTD
Heiman | HS2WL
Heiman | HS3AQ
Heiman | HS3CG
Heiman | HS3DS
Heiman | HS3MS
Heiman | HS3SA/HS1SA
Heiman | HS8DS-EFA
Heiman | HS8OS-EF1-3.0
Hive | 1613V
Hive | DWS003
Hive | KEYPAD001
Hive | MOT003
IKEA | E1525/E1745
IKEA | E1842
IKEA | E2013
IKEA | E2112
IKEA | E2134
IKEA | E2202
IKEA | E22xx
Immax | 07046L
Immax | 07047L
Immax | 07505L
Innr | SP 120
Innr | SP 240
Iris | 3450-L
KAMI | N20
Lidl | HG06335/HG07310
Lidl | HG06336
Lidl | HG06668
LifeControl | MCLH-08
Lincukoo | E04CF-Z10T
Lincukoo | SZR07
Lincukoo | SZW08
Lincukoo | W04-Z10T
Linkind | LS21001
Linkind | ZS1100400-IN-V1A02
Linkind | ZS110050078
Linkind | ZS130000078
Linkind | ZS130000178
Linptech | ES1ZZ(TY)
Loginovo | ZG-101Z
Lonsonho | QS-Zigbee-C01
Moes | ZC-HM
Mowe | MW833P
MultIR | HE300_ZB
MultIR | MIR-SM100-E
MultIR | MIR-SO100
NEO | NAS-AB06B2
NodOn | SDO-4-1-00
Nous | D5Z
Nous | E12
Nous | E13
Nous | E9
Nyce | NCZ-3011-HA
Nyce | NCZ-3043-HA
ONENUO | 288WZ
ORVIBO | SE20-O
ORVIBO | SE21
OWON | DWS312
OWON | FDS315
OWON | OPS305
OWON | PB206
OWON | PIR313-E
OWON | PIR323-PTH
OWON | WLS316
Onesti Products AS | Nimly
Oujiabao | CR701-YZ
Philips | 9290012607
Philips | 9290019758
Philips | 9290030675
Philips | 9290035639
PushOk Hardware | POK003
SONOFF | MG1_5RZ
SONOFF | S60ZBTPG
SONOFF | SNZB-01P
SONOFF | SNZB-02D
SONOFF | SNZB-02P
SONOFF | SNZB-03
SONOFF | SNZB-03P
SONOFF | SNZB-04
SONOFF | SNZB-04P
SONOFF | SNZB-05P
SONOFF | SNZB-06P
Salus Controls | SP600
Sber | SBDV-00202
Schneider Electric | W599001
Shelly | S4SN-0071A
Shelly | S4SN-0U61X
Shelly | SBDW-103C
Shelly | SBMO-103Z
ShinaSystem | DLM-300Z
ShinaSystem | DMS-300ZB
ShinaSystem | FAM-300Z
Shyugj | S901D-ZG
SmartThings | IM6001-BTP01
SmartThings | IM6001-MPP01
SmartThings | IM6001-MTP01
SmartThings | IM6001-WLP01
SmartThings | STS-PRS-251
SmartThings | STSS-PRES-001
Somfy | 1811680
Sunricher | SR-ZG9050C-WS
Sunricher | SR-ZG9060A-GS
Sunricher | SR-ZG9060B-CS
Sunricher | SR-ZG9070A-SS
Swann | SWO-KEF1PA
TERNCY | TERNCY-DC01
Third Reality | 3RAQ1096Z
Third Reality | 3RDS17BZ
Third Reality | 3RDTS01056Z
Third Reality | 3RMS16BZ
Third Reality | 3RMS26Z
Third Reality | 3RPS01083Z
Third Reality | 3RSB22BZ
Third Reality | 3RSP02028BZ
Third Reality | 3RTHS24BZ
Third Reality | 3RVS01031Z
Third Reality | 3RWS0218Z
Third Reality | 3RWS18BZ
Trust | ZCTS-808
Trust | ZPIR-8000
Trust | ZSDR-850
Trust | ZWLD-100
Tuya | CTL-R1-TY-Zigbee
Tuya | DCR-CO
Tuya | DCR-RQJ
Tuya | IH012-RT01
Tuya | JKD-816COM-Z
Tuya | MIR-HE200-TY
Tuya | PA-44Z
Tuya | RD24G01
Tuya | RH3040
Tuya | SA12IZL
Tuya | SZR07U
Tuya | TS011F_plug_1
Tuya | TS0202
Tuya | TS0202_3
Tuya | TS0203
Tuya | TS0204
Tuya | TS0205
Tuya | TS0207_water_leak_detector
Tuya | TS0210
Tuya | TS0215A_remote
Tuya | TS0215A_sos
Tuya | TS0216
Tuya | TS0601_bed_presence_sensor
Tuya | TS0601_gas_sensor_1
Tuya | TS0601_human_presence_sensor
Tuya | TS0601_pir
Tuya | TS0601_smoke_1
Tuya | TS0601_smoke_3
Tuya | TS0601_smoke_4
Tuya | TS0601_smoke_5
Tuya | TS0601_smoke_co
Tuya | TS0601_sos
Tuya | TS0601_vibration_alarm_sensor
Tuya | TS0601_water_sensor
Tuya | TS0603
Tuya | WLS-100z
Tuya | YXZBSL
Tuya | ZG-102Z
Tuya | ZG-103Z
Tuya | ZG-204ZL
Tuya | ZG-204ZM
Tuya | ZG-205Z
Tuya | ZY-M100-24G
Tuya | ZY_HPS01
Vesternet | VES-ZB-PIR-21
Visonic | MCT-340 E
Visonic | MP-840
Wally | U02I007C.01
Woox | R7049
Woox | R7051
Xiaomi | JTQJ-BF-01LM/BW
Xiaomi | JTYJ-GD-01LM/BW
Xiaomi | MCCGQ01LM
Xiaomi | RTCGQ01LM
Xiaomi | WSDCGQ01LM
Yale | YRD226HA2619
eWeLink | CK-TLSR8656-SS5-01(7035)
eWeLink | CK-TLSR8656-SS5-01(7037)
eWeLink | WS01
""".strip().splitlines()
)
